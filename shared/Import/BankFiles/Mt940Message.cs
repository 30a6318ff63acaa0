namespace Bookseal.Import.BankFiles;

/// <summary>A field of SWIFT's text: its tag, and its lines from where it begins.</summary>
internal sealed record Mt940Field(string Tag, int Line, int Column, List<string> Lines)
{
    public string First => Lines[0];

    public string Where(StatementDesk desk) => desk.Where(Line, Column);
}

/// <summary>
/// Fields of messages: a message begins with its tag 20. What stands around them (blocks of SWIFT, lines of banks) is
/// left out.
/// </summary>
internal static class Mt940Message
{
    /// <summary>Null where a field is longer than any that a bank may write.</summary>
    public static List<List<Mt940Field>>? Read(string text, StatementDesk desk)
    {
        var (messages, field, number) = (new List<List<Mt940Field>>(), (Mt940Field?)null, 0);
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.TrimEnd('\r', ' ', '\t');
            if (
                line.StartsWith("{1:", StringComparison.Ordinal)
                || line is "-"
                || line.StartsWith("-}", StringComparison.Ordinal)
            )
                field = null;
            else if (TagOf(line) is { } tag)
            {
                if (tag == "20" || messages.Count == 0)
                    messages.Add([]);
                messages[^1].Add(field = new(tag, number, 1, [line[(tag.Length + 2)..]]));
            }
            else if (line.Length > 0 && field is not null)
            {
                field.Lines.Add(line);
                if (field.Lines.Sum(part => part.Length) > Limits.BankFieldCharacters)
                {
                    desk.Faults.Add(
                        field.Where(desk),
                        BankFile.TooLarge,
                        $"tag :{field.Tag}: has more than {Limits.BankFieldCharacters} characters; is the file MT940?"
                    );
                    return null;
                }
            }
        }

        return messages;
    }

    /// <summary>Two digits and perhaps a letter between colons at the line's beginning.</summary>
    private static string? TagOf(string line)
    {
        if (line is not [':', >= '0' and <= '9', >= '0' and <= '9', ..])
            return null;
        if (line is [_, _, _, ':', ..])
            return line[1..3];
        return line is [_, _, _, >= 'A' and <= 'Z', ':', ..] ? line[1..4] : null;
    }
}
