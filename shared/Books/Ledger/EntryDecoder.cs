using System.Text.Json;
using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>
/// Makes the entry of a journal line with <see cref="EntryCursor"/>, for journals of millions of lines: no tree is
/// built, and names that repeat are one text. Throws <see cref="JsonException"/> on what is no such line; whether it is
/// canonical, <see cref="EntryCodec"/> finds out.
/// </summary>
internal static class EntryDecoder
{
    private static readonly KnownNames<AccountCode> Accounts = new(Reading(AccountCode.Parse));
    private static readonly KnownNames<Currency> Currencies = new(Reading(Currency.Parse));
    private static readonly KnownNames<DateOnly> Days = new(Reading(Dates.Parse));
    private static readonly KnownNames<PersonId> People = new(Reading(PersonId.Parse));
    private static readonly KnownNames<JournalName> Journals = new(Reading(JournalName.Parse));
    private static readonly KnownNames<ScopeName> Scopes = new(Reading(ScopeName.Parse));
    private static readonly KnownNames<SubledgerName> Subledgers = new(Reading(SubledgerName.Parse));
    private static readonly KnownNames<string> Words = new(text => text);

    public static Entry Read(ReadOnlySpan<byte> line)
    {
        var cursor = new EntryCursor(line);
        var lines = new List<EntryLine>(2);
        while (cursor.NextLine())
            lines.Add(LineOf(in cursor));
        if (lines.Count is 0 or > Limits.EntryLines)
            throw new JsonException("an entry has lines, and not too many");
        return new(
            NameBytes.Parse(cursor.Id, EntryId.Parse),
            Days.Of(cursor.Date),
            cursor.Kind,
            NameBytes.Unquote(cursor.DescriptionToken),
            People.Of(cursor.PostedBy),
            lines
        )
        {
            AutoReverse = cursor.AutoReverse,
            Batch = cursor.Batch,
            Corrects = IdOf(cursor.Corrects),
            Edit = cursor.IsEdit ? NameBytes.Parse(cursor.Edit, EntryEdits.Parse) : null,
            Journal = cursor.Journal.IsEmpty ? null : Journals.Of(cursor.Journal),
            Origin = OriginOf(in cursor),
            OriginalDate = cursor.OriginalDate.IsEmpty ? null : Days.Of(cursor.OriginalDate),
            Replaces = IdOf(Unquoted(cursor.ReplacesToken)),
            Reverses = IdOf(Unquoted(cursor.ReversesToken)),
            Run = cursor.Run.IsEmpty ? null : NameBytes.Parse(cursor.Run, RunId.Parse),
            Scope = cursor.Scope.IsEmpty ? null : Scopes.Of(cursor.Scope),
            Task = cursor.Task is { } task ? TaskOf(task) : null,
        };
    }

    private static EntryLine LineOf(in EntryCursor cursor) =>
        new(Accounts.Of(cursor.Account), Currencies.Of(cursor.Currency), cursor.DebitMinor, cursor.CreditMinor)
        {
            AppliesTo = WordOf(cursor.AppliesToToken),
            DueDate = cursor.DueDate.IsEmpty ? null : Days.Of(cursor.DueDate),
            Entity = WordOf(cursor.EntityToken),
            Job = WordOf(cursor.JobToken),
            Reference = cursor.ReferenceToken.IsEmpty ? null : NameBytes.Unquote(cursor.ReferenceToken),
            Subledger = cursor.SubledgerToken.IsEmpty ? null : Subledgers.Of(Unquoted(cursor.SubledgerToken)),
        };

    private static EntryOrigin? OriginOf(in EntryCursor cursor) =>
        EntryOrigin.Of(
            NameOf(cursor.CreatedByToken),
            cursor.CreatedAtToken.IsEmpty ? null : NameBytes.Parse(Unquoted(cursor.CreatedAtToken), Dates.ParseInstant),
            NameOf(cursor.ApprovedByToken)
        );

    private static string? NameOf(ReadOnlySpan<byte> token) =>
        token.IsEmpty ? null : Reading(EntryOrigin.ParseName)(NameBytes.Unquote(token));

    private static EntryId? IdOf(ReadOnlySpan<byte> id) => id.IsEmpty ? null : NameBytes.Parse(id, EntryId.Parse);

    private static int TaskOf(long task) =>
        task <= int.MaxValue ? (int)task : throw new JsonException("a task's number is too large");

    private static string? WordOf(ReadOnlySpan<byte> token)
    {
        if (token.IsEmpty)
            return null;
        return token.Contains((byte)'\\') ? NameBytes.Unquote(token) : Words.Of(token[1..^1]);
    }

    /// <summary>A name has no escapes, or the line is not canonical.</summary>
    private static ReadOnlySpan<byte> Unquoted(ReadOnlySpan<byte> token)
    {
        if (token.Length == 2)
            throw new JsonException("an empty name");
        return token.IsEmpty ? [] : token[1..^1];
    }

    private static Func<string, T> Reading<T>(Func<string, Result<T>> parse) =>
        text => parse(text).TryGet(out var value, out var fault) ? value : throw new JsonException(fault.Message);
}
