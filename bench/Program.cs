using System.Diagnostics;
using Bookseal.Bench;
using Bookseal.Books.Ledger;
using Bookseal.Evidence;

// Times the fold of one month's journal, and ledger and hledger on the same month if they are installed; then single
// posts by one client and by several. Same work, same run: the ratios count, the seconds do not. `--smoke` runs it
// small, to see that it runs, and fails where an import of costs takes too much memory. `million` imports and closes a
// large month with the program itself, `scale` holds one of ten million against openssl (`fold FILE` is a part of it),
// `import` imports one in turn with sqlite3, `costs` imports a million cost rows, `http` closes a month of a running
// server and asks it often. `--program FILE` measures a published bookseal in the place of the one built beside this.
if (Array.IndexOf(args, "--program") is >= 0 and var named)
{
    ProgramRun.Published = Path.GetFullPath(args[named + 1]);
    args = [.. args[..named], .. args[(named + 2)..]];
}

if (args is ["million", .. var rest])
    return await MillionBench.RunAsync(rest);
if (args is ["scale", .. var scale])
    return await ScaleBench.RunAsync(scale);
if (args is ["import", .. var import])
    return await ImportBench.RunAsync(import);
if (args is ["http", .. var http])
    return await HttpBench.RunAsync(http);
if (args is ["costs", .. var costs])
    return await CostsBench.RunAsync(costs);
if (args is ["fold", var file])
{
    await FoldAsync(file);
    return 0;
}
var isSmoke = args.Contains("--smoke");
var entries = isSmoke ? 2_000 : 200_000;
var folder = Directory.CreateTempSubdirectory("bookseal-bench");
try
{
    var (journal, plain) = (
        Path.Combine(folder.FullName, "journal.ndjson"),
        Path.Combine(folder.FullName, "journal.ledger")
    );
    await SyntheticBooks.WriteJournalAsync(journal, entries);
    await SyntheticBooks.WritePlainTextAsync(plain, entries);
    Console.WriteLine($"{entries:N0} entries, {new FileInfo(journal).Length / 1_000_000.0:F1} MB as a journal");

    await FoldAsync(journal); // warm
    var ours = await TimeAsync(() => FoldAsync(journal));
    Console.WriteLine($"bookseal fold (parse, check, balance, Merkle root)  {ours.TotalMilliseconds, 9:F0} ms   1.0 x");
    foreach (var peer in (string[])["ledger", "hledger"])
    {
        var took = await PeerAsync(peer, plain);
        Console.WriteLine(
            took is { } time
                ? $"{peer + " balance", -51} {time.TotalMilliseconds, 9:F0} ms {time / ours, 5:F1} x"
                : $"{peer} is not installed"
        );
    }

    await PostBench.RunAsync(folder.FullName, isSmoke ? 20 : 500);
    // Of a row some 50 bytes are held: what a tenth of a million does in 150 MB, a million does in under 200.
    if (isSmoke && await CostsBench.RunAsync(["--rows", "100000", "--most-mb", "150"]) is not 0 and var failed)
        return failed;
    if (isSmoke && await ImportBench.RunAsync(["--entries", "20000", "--pairs", "1"]) is not 0 and var unimported)
        return unimported;
    Console.WriteLine($"peak working set {Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000} MB");
}
finally
{
    folder.Delete(recursive: true);
}

return 0;

static async Task FoldAsync(string path)
{
    var pass = new JournalPass(null, default, 0);
    await using var stream = new FileStream(
        path,
        FileMode.Open,
        FileAccess.Read,
        FileShare.Read,
        128 * 1024,
        useAsync: true
    );
    await LineBlocks.ForEachAsync(stream, JournalPass.FoldOf, pass.Add, CancellationToken.None);
    if (pass.Fold.FaultCount > 0 || pass.Fold.Unbalanced.Count > 0 || pass.NeedsAnotherLook)
        throw new InvalidOperationException("the synthetic books are wrong");
    _ = pass.Fold.Leaves.Root();
}

static async Task<TimeSpan> TimeAsync(Func<Task> action)
{
    var watch = Stopwatch.StartNew();
    await action();
    return watch.Elapsed;
}

static async Task<TimeSpan?> PeerAsync(string command, string journal)
{
    try
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(
            new ProcessStartInfo(command, ["-f", journal, "balance"]) { RedirectStandardOutput = true }
        )!;
        _ = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? watch.Elapsed : null;
    }
    catch (System.ComponentModel.Win32Exception)
    {
        return null;
    }
}
