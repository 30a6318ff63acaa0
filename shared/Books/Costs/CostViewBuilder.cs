using System.Security.Cryptography;
using System.Text;
using Bookseal.Books.Values;

namespace Bookseal.Books.Costs;

/// <summary>Looks at the versions of each id once, in the view of each month of the range that took one in.</summary>
internal sealed class CostViewBuilder(CostFold fold)
{
    private readonly CostSum _charges = new();
    private readonly CostSum _afterClose = new();
    private readonly OpenSum _open = new();
    private readonly List<CostRestatement> _restatements = [];
    private readonly Dictionary<string, HashSet<DateOnly>> _days = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<long>> _sequences = new(StringComparer.Ordinal);
    private readonly InvoicedCharges _invoiced = new(fold);
    private readonly List<Digest> _contents = new((int)Math.Min(fold.Records, int.MaxValue));
    private long _repeated;
    private long _changesLeftOut;

    public Result<CostView> Build()
    {
        foreach (var (id, head) in fold.Versions.Heads)
        {
            var all = fold.Versions.Of(head);
            if (CostChain.TryOrder(all) is not { } ordered)
                return new Fault(
                    CostChain.OrderUnknown,
                    $"record {new JsonString(fold.IdOf(id))} stands with different contents and no order between them; "
                        + "give batches a --batch-sequence"
                );
            if (!Look(id, ordered))
                continue;
            _repeated += all.Count - ordered.Count;
            _contents.AddRange(ordered.Select(version => version.Content));
        }

        var invoices = _invoiced.Lines;
        // A part of a month has a part of the charges.
        var compared = fold.Range.IsOfWholeMonths ? invoices : [];
        _contents.AddRange(compared.Select(line => CostLine.ContentDigest(line.Encode())));
        if (!InvoiceTies.Of(compared, _invoiced).TryGet(out var ties, out var fault))
            return fault;
        if (_invoiced.IsTooLarge || _charges.IsTooLarge || _afterClose.IsTooLarge || _open.IsTooLarge)
            return new Fault("AMOUNT_TOO_LARGE", "the costs of a provider add up to more than a sum can hold");
        if (!RestatementRun.Of(_restatements).TryGet(out var runs, out fault))
            return fault;
        return new CostView(
            _charges.Totals,
            _afterClose.Totals,
            [
                .. _restatements
                    .OrderBy(item => item.Period)
                    .ThenBy(item => item.Id, StringComparer.Ordinal)
                    .ThenBy(item => item.New.Provider, StringComparer.Ordinal)
                    .ThenBy(item => item.Order.BatchSequence ?? -1)
                    .ThenBy(item => item.Order.RecordSequence ?? -1),
            ],
            runs,
            ties,
            _repeated,
            _days.ToDictionary(pair => pair.Key, pair => (IReadOnlySet<DateOnly>)pair.Value),
            _sequences.ToDictionary(pair => pair.Key, pair => (IReadOnlyCollection<long>)pair.Value),
            IntegrityOf(_contents)
        )
        {
            ChangesLeftOut = _changesLeftOut,
            OpenChanges = _open.Changes,
            InvoicesLeftOut = invoices.Count - compared.Count,
            Equal = fold.Numbered.LongCount(pair => AreEqual(pair.Key, pair.Value)),
        };
    }

    /// <summary>Whether a charge of the range says what another record of its dimensions does.</summary>
    private bool AreEqual(ShortDigest id, ShortDigest before) =>
        LastOf(id) is { IsChosen: true } last
        && fold.Range.Contains(last.Day)
        && LastOf(before) is { } other
        && (last.Day, last.Currency, last.Billed, last.Effective)
            == (other.Day, other.Currency, other.Billed, other.Effective);

    private CostVersion? LastOf(ShortDigest id) =>
        fold.Versions.Find(id) is { } versions && CostChain.TryOrder(versions) is { } ordered ? ordered[^1] : null;

    /// <summary>
    /// SHA-256 over the digests in order, each once: as hex, each with a line feed (docs/formats.md has the commands).
    /// </summary>
    internal static Digest IntegrityOf(List<Digest> contents)
    {
        contents.Sort();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Digest? last = null;
        foreach (var content in contents)
        {
            if (content != last)
                hash.AppendData(Encoding.ASCII.GetBytes($"{content}\n"));
            last = content;
        }

        return Digest.FromBytes(hash.GetCurrentHash());
    }

    /// <summary>False where nothing of the id is in the range, or it was not asked for.</summary>
    private bool Look(ShortDigest id, List<CostVersion> ordered)
    {
        var counts = false;
        foreach (var period in ordered.Select(version => version.Filed).Distinct().Order())
        {
            if (period < fold.Range.FirstPeriod)
                continue;
            var (before, since) = CostChain.In(ordered, period);
            if (since.Count == 0)
                continue;
            var isChosen = since[^1].IsChosen || before is { IsChosen: true };
            var isCharge = before is null && !since[^1].IsLate;
            if (isCharge && fold.Range.Contains(since[^1].Day))
                _invoiced.Add(since[^1], isChosen);
            if (!isChosen)
                continue;
            // A change has no day in the month that took it in: each part of the month would have it.
            if (isCharge || fold.Range.IsOfWholeMonths)
                counts |= isCharge ? Charge(id, period, since) : Change(id, period, before, since);
            else
                _changesLeftOut++;
        }

        return counts;
    }

    private bool Charge(ShortDigest id, PeriodCode period, IReadOnlyList<CostVersion> since)
    {
        var last = since[^1];
        if (!fold.Range.Contains(last.Day))
            return false;
        var cost = CostOf(last);
        _charges.Add(cost);
        _open.Add(null, cost);
        Note(_days, cost.Provider).Add(last.Day);
        NoteSequences(since);
        if (since.Count == 1 && last.IsCorrection)
            _restatements.Add(Restatement(RestatementKind.Correction, id, period, null, last));
        for (var i = 1; i < since.Count; i++)
            AddIfChanged(RestatementKind.Restated, id, period, since[i - 1], since[i]);
        return true;
    }

    private bool Change(ShortDigest id, PeriodCode period, CostVersion? before, IReadOnlyList<CostVersion> since)
    {
        NoteSequences(since);
        var (earlier, last) = (before is { } known ? CostOf(known) : null, CostOf(since[^1]));
        _afterClose.AddChange(earlier, last);
        _open.Add(earlier, last);
        foreach (var version in since)
        {
            AddIfChanged(RestatementKind.AfterClose, id, period, before, version);
            before = version;
        }

        return true;
    }

    /// <summary>Said again, or now final: no amount is another.</summary>
    private void AddIfChanged(
        RestatementKind kind,
        ShortDigest id,
        PeriodCode period,
        CostVersion? old,
        CostVersion version
    )
    {
        if (
            old is not { } before
            || (before.Day, before.Currency, before.Billed, before.Effective)
                != (version.Day, version.Currency, version.Billed, version.Effective)
        )
            _restatements.Add(Restatement(kind, id, period, old, version));
    }

    private CostRestatement Restatement(
        RestatementKind kind,
        ShortDigest id,
        PeriodCode period,
        CostVersion? old,
        CostVersion version
    ) =>
        new(
            kind,
            fold.IdOf(id),
            period,
            old is { } before ? CostOf(before) : null,
            CostOf(version),
            fold.NameOf(version.Batch),
            version.Order,
            version.RecordedAt
        );

    private RestatedCost CostOf(CostVersion version) =>
        new(
            fold.NameOf(version.Provider),
            version.Day,
            version.Currency,
            version.Billed,
            version.Effective,
            version.Lifecycle
        );

    private void NoteSequences(IReadOnlyList<CostVersion> versions)
    {
        foreach (var version in versions)
            if (version.Order.BatchSequence is { } sequence)
                Note(_sequences, fold.NameOf(version.Provider)).Add(sequence);
    }

    private static TSet Note<TSet>(Dictionary<string, TSet> sets, string provider)
        where TSet : new()
    {
        if (!sets.TryGetValue(provider, out var set))
            sets.Add(provider, set = new());
        return set;
    }
}
