using Bookseal.Books.Ledger;
using Bookseal.Books.Proof.EntryProofs;
using Bookseal.Books.Proof.Intervals;
using Bookseal.Books.Proof.Verification;
using Bookseal.Books.Values;
using Bookseal.Evidence.BagIt;

namespace Bookseal.Verifier;

/// <summary>
/// Reports as text. What comes from the bag is printed as <see cref="VisibleText"/>: it must not write on the reader's
/// terminal.
/// </summary>
internal static class Report
{
    public static void Write(VerificationReport report, bool allowsUntrusted) =>
        Write(report, allowsUntrusted, "the certificate follows from the inputs", SignersOf(report));

    private static string SignersOf(VerificationReport report) =>
        report.IsDirect ? "the company's service key, and no person," : "trusted persons";

    /// <summary>It says in words what the exit code says in numbers: that this is no close.</summary>
    public static void Write(IntervalVerification found, bool allowsUntrusted, bool isWanted)
    {
        Write(found.Report, allowsUntrusted, "this is what the books held on these days", "the company's log");
        if (!found.Report.IsValid)
            return;
        Console.WriteLine(Clean($"An INTERVAL, NOT A CLOSE: {Text("from")} to {Text("to")} of {Text("company")}"));
        if (!isWanted)
            Console.WriteLine("Exit code 25 says so; --interval says that an interval is what you want.");

        string Text(string member) => (found.Record?[member] as JsonString)?.Value ?? "?";
    }

    public static void Write(EntryVerification verification, bool allowsUntrusted)
    {
        if (verification is { Report.IsValid: true, Entry: { } entry })
            WriteEntry(entry);
        var signers = SignersOf(verification.Report);
        Write(verification.Report, allowsUntrusted, "the entry stands in the journal of the certified close", signers);
    }

    public static IEnumerable<string> Lines(BagReport report) =>
        report.IsValid
            ? [$"valid bag, {report.Digests.Count} files"]
            : report.Faults.Select(fault => Clean($"{fault.Code} {fault.Path}: {fault.Message}"));

    public static JsonObject ToJson(BagReport report) =>
        JsonObject.Of(
            ("valid", report.IsValid),
            (
                "faults",
                new JsonArray(
                    report.Faults.Select(fault =>
                        JsonObject.Of(
                            ("code", fault.Code),
                            ("message", Whole(fault.Message)),
                            ("path", Whole(fault.Path))
                        )
                    )
                )
            )
        );

    /// <summary>A path from a file system can hold half a character, which JSON cannot.</summary>
    private static string Whole(string text) => text.Any(char.IsSurrogate) ? VisibleText.Of(text) : text;

    private static void Write(VerificationReport report, bool allowsUntrusted, string meaning, string signers)
    {
        foreach (var check in report.Checks)
            Console.WriteLine(
                Clean(
                    $"{check.OutcomeText, -11} {check.Name}: "
                        + $"{(check.Code is null ? "" : check.Code + " ")}{check.Detail}"
                )
            );
        Console.WriteLine();
        Console.WriteLine(
            report switch
            {
                { IsAuthenticated: true } => $"VALID: {meaning}, and {signers} signed it.",
                { IsValid: true } when allowsUntrusted =>
                    $"CONSISTENT, NOT AUTHENTICATED: {meaning}; who signed was not checked.",
                { IsValid: true } =>
                    $"NOT AUTHENTICATED: {meaning}, and anybody could have made it: who signed was not checked. "
                        + "Pin the company's keys with --trust, or give --allow-untrusted for a plain look.",
                { Failure: FailureClass.Superseded } =>
                    "SUPERSEDED: the proof is whole, and was withdrawn since; it no longer stands.",
                _ => $"NOT VALID: {report.Failure}",
            }
        );
        if (report is { IsValid: true, IsDirect: true })
            Console.WriteLine("A DIRECT CLOSE: one call made it; duties were not separated, and nobody reviewed it.");
    }

    private static void WriteEntry(Entry entry)
    {
        Console.WriteLine(Clean($"{entry.Id}  {Dates.Text(entry.Date)}  {entry.Kind.Text()}  {entry.Description}"));
        foreach (var line in entry.Lines)
            Console.WriteLine(
                Clean(
                    $"  {line.Account, -12} {(line.DebitMinor > 0 ? "Dr" : "Cr")} "
                        + $"{Money.Display(Int128.Abs(line.NetMinor), line.Currency), 16} {line.Currency}  "
                        + $"{line.Entity} {line.Reference}"
                )
            );
        Console.WriteLine();
    }

    private static string Clean(string text) => VisibleText.Of(text);
}
