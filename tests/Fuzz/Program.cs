using System.Globalization;
using Bookseal.Fuzz.Bags;
using Bookseal.Fuzz.Entries;
using Bookseal.Fuzz.Fixtures;
using Bookseal.Fuzz.Imports;
using Bookseal.Fuzz.Running;
using Bookseal.Fuzz.Zips;

// Mutates proofs and books, and watches what the product says: docs/operations.md, "Fuzzing". Ends with 0; with 1 where
// something was found, which then lies in the folder that --out names; with 64 for arguments that it does not
// understand.
const string Usage =
    "usage: (bags | zips | entries | imports) --count N [--seed N] [--from N] [--threads N] [--out FOLDER]";
if (
    args.Length == 0
    || args.Length % 2 == 0
    || Enumerable
        .Range(0, args.Length / 2)
        .Any(i => args[2 * i + 1] is not ("--count" or "--seed" or "--from" or "--threads" or "--out"))
)
    return Refuse();
if (
    !Number("--count", 0, out var count)
    || !Number("--seed", 1, out var seed)
    || !Number("--from", 0, out var from)
    || !Number("--threads", Environment.ProcessorCount, out var threads)
)
    return Refuse();
if (count <= 0 || threads is < 1 or > 256)
    return Refuse();

IFuzzTarget? target = args[0] switch
{
    "bags" => new BagTarget(await SealedMonths.MakeAsync()),
    "zips" => new ZipTarget(await SealedMonths.MakeAsync()),
    "entries" => new EntryTarget(await SealedMonths.MakeAsync()),
    "imports" => new ImportTarget(),
    _ => null,
};
if (target is null)
    return Refuse();

Console.WriteLine($"{target.Name}: {count:N0} cases from {from:N0}, seed {seed}, {threads} thread(s)");
var run = new FuzzRun(target, (ulong)seed, from, count, (int)threads)
{
    Found = failure =>
        Console.WriteLine($"\n{failure}\nkept in {failure.Save(Option("--out") ?? "fuzz-findings", target.Context)}\n"),
};
var summary = run.Run(
    (done, findings, elapsed) =>
        Console.WriteLine(
            $"{done, 12:N0}  {done * 100.0 / count, 5:F1} %  "
                + $"{done / Math.Max(1, elapsed.TotalSeconds), 7:F0} a second  "
                + $"{GC.GetTotalMemory(false) / 1_000_000} MB  {findings} finding(s)"
        )
);
foreach (var (label, times) in summary.Labels)
    Console.WriteLine($"{times, 12:N0}  {label}");
Console.WriteLine(
    $"{summary.Cases:N0} cases in {summary.Elapsed.TotalSeconds:F0} s, "
        + $"{summary.Cases / summary.Elapsed.TotalSeconds:F0} a second; the longest "
        + $"{summary.Longest.TotalMilliseconds:F0} ms, "
        + $"the largest {summary.MostAllocated / 1_000_000.0:F1} MB allocated; {summary.Failures.Count} finding(s)"
);
return summary.Failures.Count == 0 ? 0 : 1;

string? Option(string name) => Array.IndexOf(args, name) is > 0 and var at ? args[at + 1] : null;

bool Number(string name, long otherwise, out long value)
{
    value = otherwise;
    return Option(name) is not { } text
        || long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}

static int Refuse()
{
    Console.Error.WriteLine(Usage);
    return 64;
}
