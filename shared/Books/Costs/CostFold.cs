using Bookseal.Books.Values;

namespace Bookseal.Books.Costs;

/// <summary>
/// One pass over cost lines, in any order: those that the months of a range took in, and of the ids among these the
/// records of months before. Which of them came first to us changes nothing.
/// </summary>
public sealed class CostFold(CostRange range, CostFilter filter, CostSettings settings)
{
    private readonly CostVersions _versions = new();
    private readonly NameTable _names = new();
    private readonly Dictionary<ShortDigest, string> _ids = [];
    private readonly List<CostInvoice> _invoices = [];
    private readonly Dictionary<ShortDigest, ShortDigest> _numbered = [];

    public CostRange Range => range;

    public CostFilter Filter => filter;

    public CostSettings Settings => settings;

    /// <summary>Lines that cannot be read, the first of them.</summary>
    public List<Fault> Faults { get; } = [];

    public long Lines { get; private set; }

    public long Records => _versions.Count;

    /// <summary>Batch sequences of all imports that there are; null where nobody knows them, as in a bag.</summary>
    public IReadOnlySet<long>? KnownSequences { get; set; }

    /// <summary>What is held one by one.</summary>
    public long HeldRows => _versions.Count + _invoices.Count;

    public IReadOnlyList<CostInvoice> Invoices => _invoices;

    internal CostVersions Versions => _versions;

    /// <summary>
    /// Of records that their source does not tell apart, each after the first with the one before it: numbered by what
    /// was billed, so that equal ones follow each other.
    /// </summary>
    internal IReadOnlyDictionary<ShortDigest, ShortDigest> Numbered => _numbered;

    public void Add(ReadOnlySpan<byte> line)
    {
        Lines++;
        if (CostLine.IsInvoice(line))
        {
            if (CostInvoice.Decode(line).TryGet(out var invoice, out var unreadable))
                Add(invoice);
            else
                AddFault(unreadable);
        }
        else if (CostRecord.Decode(line).TryGet(out var cost, out var fault))
            Add(cost, CostLine.ContentDigest(line));
        else
            AddFault(fault);
    }

    public void Add(CostInvoice invoice)
    {
        if (invoice.Period >= range.FirstPeriod && invoice.Period <= range.LastPeriod)
            _invoices.Add(invoice);
    }

    private void Add(CostRecord cost, Digest content)
    {
        if (cost.Period > range.LastPeriod)
            return;
        var id = ShortDigest.Of(CostId.KeyOf(cost.Provider, cost.Id));
        var version = new CostVersion(
            -1,
            cost.Period,
            cost.Day,
            _names.NumberOf(cost.Provider),
            _names.NumberOf(cost.Batch),
            cost.Invoice is { } invoice ? _names.NumberOf(invoice) : -1,
            cost.Invoice is null ? -1 : _names.NumberOf(cost.InvoiceIssuer ?? cost.Provider),
            cost.Currency,
            cost.Lifecycle,
            cost.IsCorrection,
            filter.Takes(cost, settings),
            cost.Order,
            cost.Billed,
            cost.Effective,
            cost.RecordedAt.UtcTicks,
            content
        );
        if (CostId.Before(cost.Id) is { } before)
            _numbered[id] = ShortDigest.Of(CostId.KeyOf(cost.Provider, before));
        // Ids are shown of what changed, and most never do.
        if (_versions.Add(id, version) || version.IsLate || cost.IsCorrection)
            _ids[id] = cost.Id;
    }

    internal string NameOf(int number) => _names[number];

    internal string IdOf(ShortDigest id) => _ids.GetValueOrDefault(id, "");

    private void AddFault(Fault fault)
    {
        if (Faults.Count < Limits.JournalFaults)
            Faults.Add(fault with { Message = $"cost line {Lines}: {fault.Message}" });
    }
}
