using Bookseal.Books.Costs;

namespace Bookseal.Import.Costs;

/// <summary>
/// Files of costs that are one export, parts of it with a header each. They are read twice, once to check, number and
/// count, once to write: nothing but its key is held of a row.
/// </summary>
/// <param name="Parts">Names as messages show them, and what they hold.</param>
public sealed record CostFile(
    IReadOnlyList<(string Name, SourceFile Content)> Parts,
    CostReading Reading,
    KnownUnits Units
)
{
    /// <summary>Lines of invoices that came with the costs: of no batch and no time yet.</summary>
    public IReadOnlyList<CostInvoice> Invoices { get; init; } = [];

    /// <summary>How it is read, in all that its lines depend on: the same files read so are the same import.</summary>
    public required JsonObject Asked { get; init; }

    /// <summary>Checks everything. Null where there are faults.</summary>
    public CostScan? Scan(ImportFaults faults, IProgress<ImportProgress>? progress)
    {
        var isSaid = Reading.Batch is not null || Reading.Layout.Fields.ContainsKey(CostField.Batch);
        // Until the files were read to their end, nobody knows their digest.
        var pass = new CostPass(Parts, isSaid ? Reading : Reading with { Batch = "" }, Units, faults);
        var scan = new CostScan(this);
        foreach (var (record, key) in pass.Read())
        {
            if (scan.Add(record, key) is { } tooLarge)
            {
                faults.Add(tooLarge with { Where = pass.Where });
                return null;
            }

            if (scan.Keys.Count % ImportProgress.Interval == 0)
                progress?.Report(new(ImportStep.Check, scan.Keys.Count));
        }

        if (faults.IsEmpty && scan.Keys.Count == 0)
            faults.Add($"{Parts[0].Name}:1:1", "COST_FILE_EMPTY", "there are no costs in the file");
        if (!faults.IsEmpty)
            return Merge(faults);
        scan.Complete(pass);
        if (scan.Keys.FindUnordered() is not { } pair)
            return scan;
        faults.Add(CostOrders.InFile(WhereOf(pair.Row)) with { Where = WhereOf(pair.Other) });
        return null;
    }

    /// <summary>What one option answers for all rows is said once.</summary>
    private static CostScan? Merge(ImportFaults faults)
    {
        foreach (var code in (string[])["DATE_AMBIGUOUS", "LIFECYCLE_REQUIRED", "BILLING_PERIOD_AMBIGUOUS"])
            if (faults.Faults.Any(fault => fault.Code == code))
                faults.Replace(code, (fault, count) => count == 1 ? fault : WithCount(fault, count));
        return null;
    }

    private static Fault WithCount(Fault fault, int count) =>
        fault with
        {
            Message = $"{fault.Message}; so it is in {count - 1} or more cells after it",
        };

    /// <summary>Reads the files once more, up to a row.</summary>
    internal string WhereOf(int row)
    {
        var pass = new CostPass(Parts, Reading with { Batch = Reading.Batch ?? "" }, Units, new ImportFaults());
        foreach (var _ in pass.Read())
            if (row-- == 0)
                return pass.Where;
        return Parts[0].Name;
    }
}
