using System.Globalization;
using System.Text;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Jobs;

/// <summary>
/// The entry that gives a line its job: on the same account once with the job, and once back without it. Its reference
/// is the id of the line's entry, and its own id says which line: <c>TAG-JE-7-2</c> tags the second one of JE-7.
/// </summary>
public static class JobTag
{
    public const string Invalid = "JOB_INVALID";
    private const string Prefix = "TAG-";

    /// <summary>How a journal's line has such an id.</summary>
    public const string Mark = $"\"id\":\"{Prefix}";

    public static bool IsLike(EntryId id) => id.ToString().StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary><c>JOB_INVALID</c>: a name is seen in tables, and typed again.</summary>
    public static Result<string> ParseJob(string text) =>
        text.Length is > 0 and <= Limits.JobCharacters && text.Trim() == text && !text.Any(char.IsControl)
            ? text
            : new Fault(
                Invalid,
                $"a job has 1 to {Limits.JobCharacters} characters, none of them a control one, and no outer blanks"
            );

    /// <summary>The line's number, from 1, that such an entry tags; null for every other entry.</summary>
    public static int? NumberOf(Entry entry)
    {
        if (!IsLike(entry.Id) || entry.Kind != EntryKind.Adjusting || entry.Lines.Count != 2)
            return null;
        var id = entry.Id.ToString();
        var number = id[(id.LastIndexOf('-') + 1)..].Split('.')[0];
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
    }

    /// <summary>
    /// The first id that is free: what was tagged, and taken back, has used some. An id that leaves no room, or is
    /// counted by the date that a late item had, gives way to a digest.
    /// </summary>
    /// <param name="taken">The ids of the month that look like those of tags.</param>
    public static EntryId IdOf(Entry entry, int number, IReadOnlySet<EntryId> taken)
    {
        for (var round = 1; ; round++)
        {
            var again = round == 1 ? "" : $".{round.ToString(CultureInfo.InvariantCulture)}";
            var suffix = $"-{number.ToString(CultureInfo.InvariantCulture)}{again}";
            var plain = EntryId.Parse($"{Prefix}{entry.Id}{suffix}");
            var id =
                plain.IsOk && entry.OriginalDate is null
                    ? plain.Value
                    : EntryId.Parse($"{Prefix}{Digest.Of(Encoding.UTF8.GetBytes(entry.Key.Text))}{suffix}").Value;
            if (!taken.Contains(id))
                return id;
        }
    }

    /// <summary>Dated as the entry whose line it tags, in its journal.</summary>
    public static Entry EntryOf(UntaggedLine untagged, string job, PersonId by) =>
        new(
            untagged.TagId,
            untagged.Entry.Date,
            EntryKind.Adjusting,
            untagged.Entry.Description,
            by,
            [Move(untagged, untagged.Line.NetMinor) with { Job = job }, Move(untagged, -untagged.Line.NetMinor)]
        )
        {
            Journal = untagged.Entry.Journal,
        };

    private static EntryLine Move(UntaggedLine untagged, long netMinor) =>
        new(untagged.Line.Account, untagged.Line.Currency, Math.Max(0, netMinor), Math.Max(0, -netMinor))
        {
            Entity = untagged.Line.Entity,
            Reference = $"{untagged.Entry.Id}",
        };
}
