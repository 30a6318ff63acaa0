using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Import.Ledgers;

namespace Bookseal.Cli.Output;

/// <summary>What a proposed mapping takes from a file, what it cannot tell, and the first entries of it.</summary>
internal static class MappingView
{
    private const int Shown = 10;
    private const int AmountWidth = 18;

    /// <param name="File">The journal, as it was named.</param>
    public sealed record Place(string Directory, string File, TenantId Tenant)
    {
        public string Mapping => Path.Combine(Directory, LedgerMapping.FileName);
    }

    public static void Write(Terminal terminal, Place place, MappingProposal proposal, LedgerPreview preview)
    {
        if (terminal.IsJson)
            Terminal.WriteJson(ToJson(place, proposal, preview));
        else
            foreach (var line in Lines(place, proposal, preview))
                terminal.Out.WriteLine(line);
    }

    private static JsonObject ToJson(Place place, MappingProposal proposal, LedgerPreview preview) =>
        JsonObject.Of(
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
            ("entries", preview.Entries.Count),
            ("first_entries", new JsonArray(preview.Entries.Take(Shown).Select(ToJson))),
            ("faults", new JsonArray(preview.Faults.Select(Terminal.ToJson)))
        );

    private static JsonValue ToJson(Entry entry) => JsonText.Parse(EntryCodec.Encode(entry)).Value;

    private static IEnumerable<string> Lines(Place place, MappingProposal proposal, LedgerPreview preview)
    {
        yield return $"{place.Mapping} says how {place.File} is read; look through it, and edit what is wrong:";
        foreach (var (field, column) in proposal.Columns)
            yield return $"  {field, -14} {column}";
        if (proposal.LeftOut.Count > 0)
            yield return $"Left out: {string.Join(", ", proposal.LeftOut)}";
        foreach (var question in proposal.Questions)
            yield return $"To edit: {question}";
        foreach (var fault in preview.Faults.Take(Shown))
            yield return $"{fault}";
        if (preview.Faults.Count > Shown)
            yield return $"... and {preview.Faults.Count - Shown} more";
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
