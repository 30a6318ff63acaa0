using System.Buffers;
using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>
/// Nearly all lines are spelled alike: these are compared with what stands between the values, which takes a third of
/// the time of a JSON reader. Whatever else a line has is left to that, which also tells what is wrong with it: what is
/// taken here is taken there, and as the same.
/// </summary>
internal ref partial struct EntryCursor
{
    private const int MostDigits = 16;

    /// <summary>What ends a plain text, or has to be read by who knows escapes.</summary>
    private static readonly SearchValues<byte> TextEnds = SearchValues.Create([
        (byte)'"',
        (byte)'\\',
        .. Enumerable.Range(0, ' ').Select(control => (byte)control),
    ]);

    private bool ReadPlainHead()
    {
        if (
            !TrySkip("{\"by\":"u8)
            || !TryText(out var by)
            || !TrySkip(",\"date\":"u8)
            || !TryText(out var date)
            || !TrySkip(",\"description\":"u8)
            || !TryToken(out var description)
            || !TrySkip(",\"id\":"u8)
            || !TryText(out var id)
            || !TryOptional(",\"journal\":"u8, out var journal)
            || !TrySkip(",\"kind\":"u8)
            || !TryText(out var kindName)
            || EntryKinds.OfToken(kindName) is not { } kind
            || !TrySkip(",\"lines\":["u8)
            || journal.Length is 2 // an empty name
            || _plain is not [(byte)']' or (byte)'{', ..]
        )
            return false;
        PostedBy = by;
        Date = date;
        DescriptionToken = description;
        Id = id;
        Journal = journal.IsEmpty ? journal : journal[1..^1];
        Kind = kind;
        return true;
    }

    /// <summary>As <see cref="NextLine"/>; null where the line is not plain, and nothing of it is taken then.</summary>
    private bool? ReadPlainLine()
    {
        if (_plain is [(byte)']', ..])
            return ReadPlainTail() ? false : null;
        if (_plainLines > 0 && !TrySkip(","u8))
            return null;
        if (!TrySkip("{\"account\":"u8) || !TryText(out var account))
            return null;
        var hasCredit = TrySkip(",\"credit\":"u8);
        var credit = 0L;
        if (hasCredit && (!TryAmount(out credit) || credit == 0))
            return null;
        if (!TrySkip(",\"currency\":"u8) || !TryText(out var currency))
            return null;
        var hasDebit = TrySkip(",\"debit\":"u8);
        var debit = 0L;
        if (hasCredit == hasDebit || (hasDebit && !TryAmount(out debit)))
            return null;
        if (
            !TryOptional(",\"entity\":"u8, out var entity)
            || !TryOptional(",\"job\":"u8, out var job)
            || !TryOptional(",\"reference\":"u8, out var reference)
            || !TryOptional(",\"subledger\":"u8, out var subledger)
            || !TrySkip("}"u8)
            // A JSON reader has seen so much of what follows when it is behind a line.
            || _plain is not ([(byte)']', ..] or [(byte)',', (byte)'{', ..])
        )
            return null;
        Account = account;
        Currency = currency;
        CreditMinor = credit;
        DebitMinor = debit;
        EntityToken = entity;
        JobToken = job;
        ReferenceToken = reference;
        SubledgerToken = subledger;
        _plainLines++;
        return true;
    }

    private bool ReadPlainTail()
    {
        if (
            !TrySkip("]"u8)
            || !TryOptional(",\"scope\":"u8, out var scope)
            || !_plain.SequenceEqual("}"u8)
            || scope.Length is 2 // an empty name
        )
            return false;
        Scope = scope.IsEmpty ? scope : scope[1..^1];
        return true;
    }

    private bool TrySkip(ReadOnlySpan<byte> expected)
    {
        if (!_plain.StartsWith(expected))
            return false;
        _plain = _plain[expected.Length..];
        return true;
    }

    /// <summary>A text without escapes, with its quotes.</summary>
    private bool TryToken(out ReadOnlySpan<byte> token)
    {
        token = default;
        if (_plain is not [(byte)'"', ..])
            return false;
        var length = _plain[1..].IndexOfAny(TextEnds);
        if (length < 0 || _plain[length + 1] != (byte)'"')
            return false;
        token = _plain[..(length + 2)];
        _plain = _plain[token.Length..];
        return true;
    }

    /// <summary>The same of a member that may be missing.</summary>
    private bool TryOptional(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> token)
    {
        token = default;
        return !TrySkip(name) || TryToken(out token);
    }

    /// <summary>The same without its quotes; empty ones are refused.</summary>
    private bool TryText(out ReadOnlySpan<byte> text)
    {
        text = default;
        if (!TryToken(out var token) || token.Length == 2)
            return false;
        text = token[1..^1];
        return true;
    }

    private bool TryAmount(out long amount)
    {
        amount = 0;
        var digits = 0;
        while (digits < _plain.Length && _plain[digits] - (byte)'0' is >= 0 and <= 9 and var digit)
        {
            if (++digits > MostDigits)
                return false;
            amount = amount * 10 + digit;
        }

        if (digits == 0 || (digits > 1 && _plain[0] == (byte)'0') || amount > Limits.SafeInteger)
            return false;
        _plain = _plain[digits..];
        return true;
    }
}
