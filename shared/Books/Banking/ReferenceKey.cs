using System.Text;

namespace Bookseal.Books.Banking;

/// <summary>
/// What a reference says to whoever compares two of them: the kind of number that it is, by the letters around its
/// digits, and the number. <c>CHQ-0101</c> and <c>chq 101</c> are one number of one kind; <c>CHQ-101</c> and
/// <c>CHQ-999</c> are two, so that they cannot be the same payment; <c>CHQ-101</c> and <c>DEP-7</c> say nothing about
/// each other.
/// </summary>
/// <param name="Kind">Empty for a reference without digits: it is nothing but its text.</param>
public readonly record struct ReferenceKey(string Kind, string Number)
{
    /// <summary>
    /// From here on a text in which letters and digits alternate often is an id of its own (a UUID, an end-to-end id),
    /// whose letters are no name of a kind.
    /// </summary>
    private const int IdCharacters = 16;
    private const int IdRuns = 6;

    public bool IsEmpty => Kind.Length == 0 && Number.Length == 0;

    /// <summary>Whether it names one document, rather than a way of paying such as "transfer".</summary>
    public bool IsNumber => Kind.Length > 0;

    /// <summary>Both are numbers of one kind, and not the same: whatever they pay, it is not one thing.</summary>
    public bool ConflictsWith(ReferenceKey other) => IsNumber && Kind == other.Kind && Number != other.Number;

    public static ReferenceKey Of(string reference)
    {
        var (kind, number, all) = (new StringBuilder(), new StringBuilder(), new StringBuilder());
        var (runs, digits, letters, last) = (0, 0, 0, Character.Other);
        foreach (var c in reference)
        {
            var now = ClassOf(c);
            var begins = now != last;
            last = now;
            if (now == Character.Other)
                continue;
            runs += begins ? 1 : 0;
            all.Append(char.IsAsciiLetterLower(c) ? (char)(c - 'a' + 'A') : c);
            if (now == Character.Letter)
            {
                letters++;
                kind.Append(all[^1]);
                continue;
            }

            digits++;
            if (begins)
            {
                kind.Append('#');
                number.Append('-');
            }

            if (c != '0' || number[^1] != '-') // leading zeros are spelling
                number.Append(c);
        }

        if (digits == 0)
            return new("", reference);
        if (letters > 0 && all.Length >= IdCharacters && runs >= IdRuns)
            return new($"*{all.Length}", all.ToString());
        // Bare numbers are of one kind only where they have as many digits: a check's and a bank's running one differ.
        return new(letters > 0 ? kind.ToString() : $"{kind}{digits}", number.ToString());
    }

    private static Character ClassOf(char c)
    {
        if (char.IsAsciiDigit(c))
            return Character.Digit;
        return char.IsAsciiLetter(c) || c > '\x7f' ? Character.Letter : Character.Other;
    }

    private enum Character
    {
        Other,
        Letter,
        Digit,
    }
}
