namespace Bookseal.Fuzz.Bags;

/// <summary>Who mutated a bag, by what they can redo afterwards.</summary>
internal enum Forger
{
    /// <summary>Redoes nothing: an accident, mostly.</summary>
    Vandal,

    /// <summary>Redoes manifests and Payload-Oxum.</summary>
    Outsider,

    /// <summary>Has the certifier's key: redoes the statement and signs it.</summary>
    Insider,

    /// <summary>Have the certifier's and the log's keys, and let the audit chain tell the new story.</summary>
    Conspirators,
}
