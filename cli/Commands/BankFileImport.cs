using System.CommandLine;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Imports;
using Bookseal.Closing.Refusals;
using Bookseal.Import;
using Bookseal.Import.BankFiles;
using Bookseal.Storage.Company;

namespace Bookseal.Cli.Commands;

/// <summary><c>bookseal import DIR FILE --format camt053 | mt940 | ofx | bank-csv</c>: a bank's statements.</summary>
internal static class BankFileImport
{
    public static async Task<int> RunAsync(
        ParseResult parse,
        string? directory,
        string format,
        bool isDryRun,
        CancellationToken cancel
    )
    {
        var terminal = new Terminal(parse.GetValue(CommonOptions.Json));
        if (directory is null)
            return terminal.Fail(new Fault("COMPANY_MISSING", "name the books directory to import"), ExitCode.Usage);
        if (!Session.Open(parse, directory).TryGet(out var session, out var fault))
            return terminal.Fail(fault, ExitCode.BadInput);
        using (session)
        {
            var (outcome, faults) = await RunAsync(session, terminal, parse, format, isDryRun, cancel);
            if (outcome is null)
                return terminal.Fail(faults, BooksImport.ExitCodeOf(faults));
            if (!isDryRun)
                terminal.Warn(session.Data.Remember());
            if (terminal.IsJson)
                Terminal.WriteJson(outcome.ToJson());
            else
                ImportReport.Write(terminal.Out, outcome);
            return ExitCode.Success;
        }
    }

    /// <summary>What was added, or every fault. Books that were never imported come first.</summary>
    private static async Task<(ImportOutcome? Outcome, IReadOnlyList<Fault> Faults)> RunAsync(
        Session session,
        Terminal terminal,
        ParseResult parse,
        string format,
        bool isDryRun,
        CancellationToken cancel
    )
    {
        var master = await session.ReadMasterDataAsync(cancel);
        if (!master.IsOk && !isDryRun)
        {
            var books = await BooksImport.RunAsync(session, terminal, parse, cancel, readsLedger: false);
            if (books.Faults.Count > 0)
                return (null, books.Faults);
            ImportReport.WriteNotices(terminal.Progress, books.Outcome);
            master = await session.ReadMasterDataAsync(cancel);
        }

        if (!master.TryGet(out var current, out var fault))
            return (null, [fault]);
        if (!BooksImport.FindImporter(parse, current.Profile, isUnattended: false).TryGet(out var actor, out fault))
            return (null, [fault]);
        var faults = new ImportFaults();
        if (await ReadAsync(session, parse, format, current, faults, cancel) is not { } file)
            return (null, faults.Faults);
        var imported = await session.Services.StatementImports.ImportAsync(file, actor, isDryRun, cancel);
        return imported.TryGet(out var outcome, out fault) ? (outcome, []) : (null, [fault]);
    }

    private static async Task<BankFile?> ReadAsync(
        Session session,
        ParseResult parse,
        string format,
        MasterData master,
        ImportFaults faults,
        CancellationToken cancel
    )
    {
        if (LedgerOptions.PathOf(parse) is not { } path)
            faults.Add(new("FORMAT_INVALID", $"name the file: bookseal import DIR FILE --format {format}"));
        else if (path != "-" && !File.Exists(path))
            faults.Add(new("FILE_MISSING", $"{path} does not exist"));
        else if (!(await ContentAsync(path, cancel)).TryGet(out var content, out var fault))
            faults.Add(fault);
        else if (!(await BankFileOptions.ReadAsync(parse, format, cancel)).TryGet(out var mapping, out fault))
            faults.Add(fault);
        else if (await NumbersAsync(session, faults, cancel) is { } numbers)
            return BankFile.Read(
                format,
                path == "-" ? "stdin" : path,
                content,
                numbers,
                new KnownUnits(master.Profile, []),
                faults,
                mapping
            );
        return null;
    }

    private static async Task<Result<byte[]>> ContentAsync(string path, CancellationToken cancel)
    {
        if (path != "-")
            return await PlainFile.ReadAsync(path, Limits.BankFileBytes, cancel);
        await using var input = Console.OpenStandardInput();
        using var content = new MemoryStream();
        await input.CopyToAsync(content, cancel);
        return content.Length > Limits.BankFileBytes
            ? new Fault("INPUT_TOO_LARGE", $"a bank's file has at most {Limits.BankFileBytes} bytes")
            : content.ToArray();
    }

    /// <summary>Null, and said why, where there are faults.</summary>
    private static async Task<BankAccountNumbers?> NumbersAsync(
        Session session,
        ImportFaults faults,
        CancellationToken cancel
    ) =>
        session.BooksDirectory is { } books
            ? await BankAccountNumbers.ReadAsync(books, faults, cancel)
            : BankAccountNumbers.None;
}
