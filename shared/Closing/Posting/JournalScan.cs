using System.Text;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Evidence;

namespace Bookseal.Closing.Posting;

/// <summary>
/// Looks through journals for some entries. Of lines that hold none of the marks nothing is parsed: a month may have a
/// million.
/// </summary>
/// <param name="marks">Texts of which a line has one, as it stands there; without any, every line is read.</param>
internal sealed class JournalScan(Workspace workspace, IEnumerable<string> marks, Action<Entry, PeriodCode> add)
{
    private readonly byte[][] _marks = [.. marks.Distinct().Select(Encoding.UTF8.GetBytes)];

    public static string MarkOf(AccountCode account) => $"\"account\":\"{account}\"";

    /// <summary>
    /// The journal's length in bytes that was read; <c>JOURNAL_UNREADABLE</c> where a line could be one of those that
    /// are looked for and is no entry.
    /// </summary>
    public async Task<Result<long>> ReadAsync(PeriodCode period, CancellationToken cancel)
    {
        var lengths = await workspace.Journals.LengthsAsync(workspace.Tenant, period, cancel);
        await using var journal = workspace.Journals.Read(workspace.Tenant, period, lengths);
        Fault? unreadable = null;
        var read = await LineSplitter.ForEachAsync(
            journal,
            line =>
            {
                if (!IsMarked(line))
                    return;
                if (EntryCodec.Decode(line).TryGet(out var entry, out var fault))
                    add(entry, period);
                else
                    unreadable ??= fault;
            },
            cancel
        );
        unreadable ??= read.IsOk ? null : read.Fault;
        return unreadable is null
            ? lengths.Sum()
            : new Fault(
                "JOURNAL_UNREADABLE",
                $"the journal of {period} has a line that cannot be read ({unreadable.Message}), so nobody knows what "
                    + "is posted; 'bookseal health' lists it"
            );
    }

    private bool IsMarked(ReadOnlySpan<byte> line)
    {
        foreach (var mark in _marks)
            if (line.IndexOf(mark) >= 0)
                return true;
        return _marks.Length == 0;
    }
}
