using Bookseal.Books.Company;
using Bookseal.Books.Sources;
using Bookseal.Closing.Costs;
using Bookseal.Import;
using Bookseal.Import.Costs;
using Bookseal.Import.Focus;
using Bookseal.Import.Payouts;

namespace Bookseal.Closing.Imports;

/// <summary>
/// Imports what providers bill and pay out, which stands beside the books: all of a file or nothing, and nothing of it
/// twice.
/// </summary>
public sealed class ProviderFileImporter(Workspace workspace, CostImporter costs, PayoutImporter payouts)
{
    /// <summary>Null, and said why, where there are faults.</summary>
    internal async Task<ImportOutcome?> ImportAsync(
        FormFile file,
        CompanyProfile profile,
        Actor actor,
        bool isDryRun,
        ImportFaults faults,
        CancellationToken cancel
    )
    {
        if (file.Format.NeedsMapping() && file.Settings.Mapping is null)
        {
            faults.Add(file.Name, "MAPPING_MISSING", $"{file.Format.Text()} is read by a mapping of its columns");
            return null;
        }

        var imported = file.Format.IsOfCosts()
            ? await ImportCostsAsync(file, profile, actor, isDryRun, faults, cancel)
            : await ImportPayoutsAsync(file, actor, isDryRun, faults, cancel);
        if (imported is not { } result)
            return null;
        if (result.TryGet(out var outcome, out var fault))
            return outcome with { IsDryRun = isDryRun };
        faults.Add(fault);
        return null;
    }

    private async Task<Result<ImportOutcome>?> ImportCostsAsync(
        FormFile file,
        CompanyProfile profile,
        Actor actor,
        bool isDryRun,
        ImportFaults faults,
        CancellationToken cancel
    )
    {
        var (name, content, _, settings) = file;
        var request = new CostRequest([(name, SourceFile.Of(content))])
        {
            Lifecycle = settings.Lifecycle,
            Slashes = settings.Dates,
            Mapping = settings.Mapping is var (written, json) ? (written, SourceFile.Of(json)) : null,
        };
        if (request.Open(new KnownUnits(profile, []), faults)?.Scan(faults, null) is not { } scan)
            return null;
        var imported = await costs.ImportAsync(scan, actor, isDryRun, null, cancel);
        return imported.Map(outcome =>
            ImportOutcome.Nothing(workspace.Tenant) with
            {
                ProviderCosts = outcome,
                Notices = outcome.Notices,
            }
        );
    }

    private async Task<Result<ImportOutcome>?> ImportPayoutsAsync(
        FormFile file,
        Actor actor,
        bool isDryRun,
        ImportFaults faults,
        CancellationToken cancel
    )
    {
        if (Read(file, faults) is not { } read || !faults.IsEmpty)
            return null;
        if (file.IsReadAgain && await payouts.FindOtherAsync(read, cancel) is { } other)
            return other;
        var imported = await payouts.ImportAsync(read, Digest.Of(file.Content), actor, cancel, isDryRun);
        return imported.Map(added =>
            ImportOutcome.Nothing(workspace.Tenant) with
            {
                Payouts = new(read, added, isDryRun),
            }
        );
    }

    private static PayoutFile? Read(FormFile file, ImportFaults faults)
    {
        var (name, content, format, settings) = file;
        switch (format)
        {
            case SourceFormat.StripePayoutsCsv:
                return PayoutReader.Read(name, content, PayoutColumns.Stripe, faults);
            case SourceFormat.PaypalCsv:
                return PaypalReader.Read(name, content, settings.Dates, faults);
            default:
                if (PayoutColumns.Read(settings.Mapping!.Value.Json).TryGet(out var columns, out var fault))
                    return PayoutReader.Read(name, content, columns, faults);
                faults.Add(fault with { Where = settings.Mapping.Value.Name });
                return null;
        }
    }
}
