using System.Globalization;
using Bookseal.Books.Keys;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Sealing;

namespace Bookseal.Cli.Output;

/// <summary>What a signer signs, out of the staged certificate, as a person reads it.</summary>
internal static class ProofView
{
    public static void Write(IAnsiConsole console, CloseRun run, StagedProof proof)
    {
        var certificate = proof.Certificate;
        console.MarkupLine($"[bold]What is signed for {run.Period} of {run.Tenant}[/]");
        console.WriteLine(
            $"  certified by  {run.Certification!.By}, {Dates.Text(run.CertifiedAt!.Value)} "
                + $"({run.Certification.Attestation})"
        );
        foreach (var income in Objects((certificate["shown"] as JsonObject)?["net_income"]))
            console.WriteLine(
                $"  net income    {Amount(income, "period_minor")} this period, "
                    + $"{Amount(income, "year_to_date_minor")} this fiscal year"
            );
        foreach (var assets in Objects((certificate["shown"] as JsonObject)?["total_assets"]))
            console.WriteLine($"  total assets  {Amount(assets, "amount_minor")}");
        foreach (var totals in Objects(certificate["totals"]))
            console.WriteLine(
                $"  totals        debits {Amount(totals, "debits_minor")}, credits {Amount(totals, "credits_minor")}"
            );
        console.WriteLine($"  warnings      {Objects(certificate["warnings"]).Count()} group(s)");
        console.WriteLine($"  ledger_hash   {run.Package!.LedgerHash}");
        console.WriteLine($"  certificate   {run.Staged!.Certificate} (version {run.Version})");
        console.WriteLine($"  statement     {run.Staged.Statement}");
        console.WriteLine($"  signed by     {SignedBy(run)}");
    }

    public static string SignedBy(CloseRun run) =>
        run.Signatures.IsEmpty
            ? "nobody yet"
            : string.Join(
                ", ",
                run.Signatures.Where(added => added.Signed is not null)
                    .Select(added => $"{added.By} ({added.Signed!.Store.Text()}, {added.Signed.Attestation})")
            );

    private static IEnumerable<JsonObject> Objects(JsonValue? array) =>
        (array as JsonArray)?.Items.OfType<JsonObject>() ?? [];

    /// <summary>The certificate was made by this program, and verified before it is signed.</summary>
    private static string Amount(JsonObject source, string member)
    {
        var fields = new Fields(source, "CERTIFICATE_INVALID");
        var currency = fields.Text("currency", Currency.Parse);
        return $"{Money.Display(Int128.Parse(fields.Text(member), CultureInfo.InvariantCulture), currency)} {currency}";
    }
}
