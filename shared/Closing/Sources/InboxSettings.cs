using Bookseal.Books.Sources;
using Bookseal.Closing.Imports;
using Bookseal.Import;
using Bookseal.Import.BankFiles;
using Bookseal.Import.Costs;
using Bookseal.Import.Hledger;

namespace Bookseal.Closing.Sources;

/// <summary>
/// What files of an inbox are read with, as it stands beside them at each sync. What is wrong with it keeps no file
/// from being imported that needs none of it.
/// </summary>
internal sealed class InboxSettings(DirectoryInfo books)
{
    public async Task<Result<FormSettings>> ReadAsync(InboxSource source, SourceFormat format, CancellationToken cancel)
    {
        if (!CommodityNames.Parse([.. source.Commodities]).TryGet(out var commodities, out var fault))
            return fault;
        var settings = FormSettings.None with
        {
            Commodities = commodities,
            Lifecycle = source.Lifecycle,
            Dates = source.Dates is { } order ? CostDates.ParseOrder(order).Value : SlashDates.Unsaid,
        };
        try
        {
            if (format.IsOfStatements())
            {
                var faults = new ImportFaults();
                if (await BankAccountNumbers.ReadAsync(books, faults, cancel) is not { } numbers)
                    return faults.Faults[0];
                settings = settings with { Numbers = numbers };
            }

            if (source.Mapping is not { } mapping)
                return settings;
            if (!(await MappingAsync(mapping, cancel)).TryGet(out var json, out fault))
                return fault;
            return settings with { Mapping = (mapping, json) };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Fault("SOURCE_UNREADABLE", VisibleText.Of(e.Message));
        }
    }

    /// <summary>Faults of a mapping quote it, so a link must not lead to any file of the machine.</summary>
    private async Task<Result<byte[]>> MappingAsync(string mapping, CancellationToken cancel)
    {
        var file = new FileInfo(Path.Combine(books.FullName, Path.Combine(mapping.Split('/'))));
        if (!file.Exists)
            return new Fault("MAPPING_MISSING", $"there is no file {mapping} in the books directory");
        if (file.LinkTarget is not null || IsLinked(file.Directory))
            return new Fault("SOURCE_UNREADABLE", $"{mapping} leads over a link out of the books directory");
        return await PlainFile.ReadAsync(file.FullName, Limits.CostMappingBytes, cancel);
    }

    private bool IsLinked(DirectoryInfo? folder)
    {
        for (var at = folder; at is not null && at.FullName != books.FullName; at = at.Parent)
            if (at.LinkTarget is not null)
                return true;
        return false;
    }
}
