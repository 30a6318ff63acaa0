using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Import.Ledgers;
using Bookseal.Import.Tables;

namespace Bookseal.Cli.Output;

/// <summary>What a proposed mapping takes from a file, what it cannot tell, and the first entries of it.</summary>
internal static class MappingView
{
    private const int Shown = 10;
    private const int AmountWidth = 18;

    /// <param name="File">The file that is described, as it was named.</param>
    /// <param name="Mapping">The path of the mapping.</param>
    public sealed record Place(string Directory, string File, TenantId Tenant, string Mapping);

    public static void Write(Terminal terminal, Place place, MappingProposal proposal, LedgerPreview preview)
    {
        if (terminal.IsJson)
            Terminal.WriteJson(ToJson(place, proposal, preview));
        else
            foreach (var line in Lines(place, proposal, preview))
                terminal.Out.WriteLine(line);
    }

    private static JsonObject ToJson(Place place, MappingProposal proposal, LedgerPreview preview) =>
        JsonObject.Of([
            .. Members(place, proposal, preview.Faults),
            ("entries", preview.Entries.Count),
            ("first_entries", new JsonArray(preview.Entries.Take(Shown).Select(ToJson))),
        ]);

    /// <summary>What is said of every proposal.</summary>
    internal static IEnumerable<(string, JsonValue?)> Members(
        Place place,
        MappingProposal proposal,
        IReadOnlyList<Fault> faults
    ) =>
        [
            ("directory", place.Directory),
            ("tenant", $"{place.Tenant}"),
            ("mapping", place.Mapping),
            (
                "columns",
                JsonObject.Of(
                    proposal.Columns.Select(each =>
                        KeyValuePair.Create<string, JsonValue>(each.Field, new JsonString(each.Column))
                    )
                )
            ),
            ("left_out", JsonArray.OfTexts(proposal.LeftOut)),
            ("questions", JsonArray.OfTexts(proposal.Questions)),
            ("faults", new JsonArray(faults.Select(Terminal.ToJson))),
        ];

    private static JsonValue ToJson(Entry entry) => JsonText.Parse(EntryCodec.Encode(entry)).Value;

    internal static IEnumerable<string> Lines(Place place, MappingProposal proposal, IReadOnlyList<Fault> faults)
    {
        yield return $"{place.Mapping} says how {place.File} is read; look through it, and edit what is wrong:";
        foreach (var (field, column) in proposal.Columns)
            yield return $"  {field, -14} {column}";
        if (proposal.LeftOut.Count > 0)
            yield return $"Left out: {string.Join(", ", proposal.LeftOut)}";
        foreach (var question in proposal.Questions)
            yield return $"To edit: {question}";
        foreach (var fault in faults.Take(Shown))
            yield return $"{fault}";
        if (faults.Count > Shown)
            yield return $"... and {faults.Count - Shown} more";
    }

    private static IEnumerable<string> Lines(Place place, MappingProposal proposal, LedgerPreview preview)
    {
        foreach (var line in Lines(place, proposal, preview.Faults))
            yield return line;
        if (preview.Entries.Count == 0)
            yield return "It makes no entries yet.";
        else
            yield return $"The first {Math.Min(Shown, preview.Entries.Count)} of {preview.Entries.Count} entries:";
        foreach (var line in preview.Entries.Take(Shown).SelectMany(LinesOf))
            yield return line;
        yield return $"Then: bookseal import {place.Directory} {place.File} --format {LedgerMapping.Form} --mapping "
            + $"{place.Mapping}";
    }

    private static IEnumerable<string> LinesOf(Entry entry)
    {
        yield return $"{Dates.Text(entry.Date)}  {entry.Id}  {entry.Description}";
        foreach (var line in entry.Lines)
            yield return $"    {line.Account, -24} {AmountOf(line.DebitMinor, line), AmountWidth} "
                + $"{AmountOf(line.CreditMinor, line), AmountWidth} {line.Currency}";
    }

    private static string AmountOf(long minor, EntryLine line) => minor == 0 ? "" : Money.Display(minor, line.Currency);
}
