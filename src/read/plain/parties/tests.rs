use super::*;

fn both(title: &str, is_letter: bool) -> (Option<String>, Option<String>) {
    let words = ReadingWords::everywhere();
    parse(title, super::super::about::kind(title, &words.titles), is_letter, words)
}

#[test]
fn titles_name_both_sides() {
    for (title, from, to) in [
        ("Telegram From the Embassy in Lindholt to the Ministry", "Embassy in Lindholt", "Ministry"),
        (
            "Memorandum From the Special Assistant to the Regent (Orn) to the Minister of Harbours (Vale)",
            "Special Assistant to the Regent (Orn)",
            "Minister of Harbours (Vale)",
        ),
        ("Telegram From the Ministry to the Mission to the League", "Ministry", "Mission to the League"),
        ("Telegram From the Mission to the League to the Ministry", "Mission to the League", "Ministry"),
        ("Letter from Regent Skell to Consul Orn", "Regent Skell", "Consul Orn"),
        ("LETTER FROM ORN TO VELL", "ORN", "VELL"),
        ("Letter of Orn to Vell", "Orn", "Vell"),
        ("Oral Message From the Regent to Consul Orn", "Regent", "Consul Orn"),
        ("Letter No. 12 from Orn to Vell", "Orn", "Vell"),
        ("Copy of a Letter from Orn to Vell", "Orn", "Vell"),
        ("Letter from Orn to Vell, 3 May 1926", "Orn", "Vell"),
        ("The Consul at Port Amsel ( Orn ) to the Minister", "Consul at Port Amsel (Orn)", "Minister"),
        ("Orn to Vell, 3 May 1926", "Orn", "Vell"),
        ("Orn to Vell, May 3, 1926", "Orn", "Vell"),
        ("Orn to Vell (May 1926)", "Orn", "Vell"),
        ("Orn to Vell – 1926-05-03", "Orn", "Vell"),
        ("Mr. Orn to Mrs. Vell", "Mr. Orn", "Mrs. Vell"),
        ("Mme. Orn à M. Vell, 3 mai 1926", "Mme. Orn", "M. Vell"),
        ("From Captain Orn to the Ministry of the Sea", "Captain Orn", "Ministry of the Sea"),
        ("From Orn to Vell, 3 May 1926", "Orn", "Vell"),
        ("Von Orn an Frau von Vell", "Orn", "Frau von Vell"),
        ("Graf Orn an Vell", "Graf Orn", "Vell"),
        ("Orn an Vell, 3. Mai 1926", "Orn", "Vell"),
        ("Brief von Orn an Vell", "Orn", "Vell"),
        ("Lettre de M. Orn à Mme Vell", "M. Orn", "Mme Vell"),
        ("M. Orn à Mme de Vell", "M. Orn", "Mme de Vell"),
    ] {
        assert_eq!(both(title, false), (Some(from.to_owned()), Some(to.to_owned())), "{title}");
    }
}

#[test]
fn titles_of_letters_need_no_more_than_names() {
    for (title, from, to) in [
        ("Orn to Vell", Some("Orn"), "Vell"),
        ("ORN TO VELL", Some("ORN"), "VELL"),
        ("Orn an Vell", Some("Orn"), "Vell"),
        ("Nora Orn and Peter Vale to J. van der Vell", Some("Nora Orn and Peter Vale"), "J. van der Vell"),
        ("To Vell", None, "Vell"),
        ("TO VELL", None, "VELL"),
        ("To Vell.", None, "Vell"),
        ("An Vell", None, "Vell"),
        ("À Vell", None, "Vell"),
    ] {
        assert_eq!(both(title, true), (from.map(str::to_owned), Some(to.to_owned())), "{title}");
        assert_eq!(both(title, false), (None, None), "{title}: nothing speaks for a letter");
    }
}

#[test]
fn titles_that_name_the_receiver() {
    for (title, to) in [
        ("Letter to the Regent", "Regent"),
        ("Letter No. 12 to the Regent", "Regent"),
        ("An den Grafen Orn", "Grafen Orn"),
        ("TO BARONESS VELL.[1]", "BARONESS VELL"),
        ("Memorandum for the Minister", "Minister"),
        ("TO BARONESS DOROTHEA VON VELL.", "BARONESS DOROTHEA VON VELL"),
        ("An Frau von Vell", "Frau von Vell"),
        ("À M. de Vell", "M. de Vell"),
        ("A M. de Vell", "M. de Vell"),
        ("Au ministre de la Mer Orn", "ministre de la Mer Orn"),
        ("Brief an Vell", "Vell"),
        ("Lettre à Vell", "Vell"),
        ("Carta a Vell", "Vell"),
        ("To Vell, 3 May 1926", "Vell"),
        ("To the Minister of the Sea", "Minister of the Sea"),
    ] {
        assert_eq!(both(title, false), (None, Some(to.to_owned())), "{title}");
    }
    assert_eq!(both("Paper From the Ministry", false), (Some("Ministry".to_owned()), None));
}

#[test]
fn other_titles_name_nobody() {
    for title in [
        "Introduction to Logic",
        "Road to Lindholt",
        "The Road to Lindholt",
        "How to Light a Lamp",
        "How to Write to the Minister",
        "A Guide to the Archives of the Ministry",
        "Guide to the Ministry",
        "Welcome to Lindholt",
        "Response to RFC 12",
        "Chapter to chapter",
        "A to Z",
        "Monday to Friday",
        "From January to March",
        "From lamp to lamp",
        "To be or not to be",
        "To light a lamp",
        "Address by the Regent",
        "An Account of the Lamp",
        "The lamp that was given to Orn",
        "Letters to Orn",
        "Attorney to the Regent",
        "The Same to the Same",
        "The Regent’s Fourth Annual Report to the Board",
        "",
    ] {
        assert_eq!(both(title, true), (None, None), "{title}");
    }
}
