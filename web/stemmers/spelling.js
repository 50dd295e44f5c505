((spelling) => (word) => {
  if (Object.hasOwn(spelling.irregular, word)) return spelling.irregular[word];
  let spelled = word;
  for (const [letters, other] of spelling.letters) spelled = spelled.replace(letters, other);
  for (const [ending, other] of spelling.endings)
    if (spelled.endsWith(ending) && spelled.length >= ending.length + 3) return spelled.slice(0, -ending.length) + other;
  return spelled;
})
