//! Documents that are only described: by kind, number, sides and day.

use super::*;

#[test]
fn descriptions_of_telegrams() {
    check_described(
        "In telegram 2142 from Lindholt, February 22, Orn said",
        &["telegram 2142 from Lindholt, February 22 → Telegram/2142/Lindholt/-/0-2-22"],
    );
    check_described(
        "telegram No. 30 to Port Amsel, January 12, 1926.",
        &["telegram No. 30 to Port Amsel, January 12, 1926 → Telegram/30/-/Port Amsel/1926-1-12"],
    );
    check_described(
        "Airgram A–48, 3 March 1926",
        &["Airgram A–48, 3 March 1926 → Airgram/A 48/-/-/1926-3-3"],
    );
    check_described(
        "telegram Secto 23, Mar. 3",
        &["telegram Secto 23, Mar. 3 → Telegram/Secto 23/-/-/0-3-3"],
    );
    check_described("Urtel 192, Jun 14.", &["Urtel 192, Jun 14 → Telegram/192/addressee/-/0-6-14"]);
    check_described("Re Deptel 70.", &["Deptel 70 → Telegram/70/correspondent/correspondent/-"]);
    check_described(
        "the Embassy’s telegram 5197",
        &["Embassy’s telegram 5197 → Telegram/5197/correspondent/correspondent/-"],
    );
    check_described("Repeated in telegram 602, July 12, 8 p. m., to Skell.", &[]);
    check_described("repeated as airgram A–229, June 27, to Vell", &[]);
    // A number alone can be that of any post.
    check_described("Telegram 2142 reported the lamp.", &[]);
}

#[test]
fn descriptions_of_letters() {
    check_described(
        "I thank you for your letter of May 3.",
        &["your letter of May 3 → Letter/-/addressee/-/0-5-3"],
    );
    check_described(
        "my message to you of May 3",
        &["my message to you of May 3 → Message/-/writer/addressee/0-5-3"],
    );
    check_described(
        "General de Rode’s letter of May 3 to Regent Skell",
        &["General de Rode’s letter of May 3 to Regent Skell → Letter/-/General de Rode/Regent Skell/0-5-3"],
    );
    check_described(
        "Orn’s March 9, and the Regent’s March 9 message",
        &["Regent’s March 9 message → Message/-/Regent/-/0-3-9"],
    );
    check_described(
        "a memorandum from Orn to the Assistant Secretary for Harbours dated April 5",
        &[
            "memorandum from Orn to the Assistant Secretary for Harbours dated April 5 → Memorandum/-/Orn/Assistant Secretary for Harbours/0-4-5",
        ],
    );
    check_described(
        "a memorandum of conversation, April 5",
        &["memorandum of conversation, April 5 → MemorandumOfConversation/-/-/-/0-4-5"],
    );
    check_described("a letter of thanks, his note of alarm", &[]);
}

#[test]
fn descriptions_beside_a_citation() {
    check_described("Orn’s letter of May 3 (Document 12).", &[]);
    check_described("telegram 187, February 23, p. 247", &[]);
    check_described("see the memorandum of February 11 by Mr. Orn, p. 224", &[]);
    check_described("Orn’s letter of May 3, not printed.", &[]);
    check_described("Telegram 2, January 1, has not been found.", &[]);
}
