using System.CommandLine;
using Bookseal.Cli.Commands;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Closing.Refusals;
using Bookseal.Storage.Audit;
using Bookseal.Storage.Files;
using Bookseal.Storage.Keys;
using Bookseal.Storage.Resilience;

Console.OutputEncoding = new System.Text.UTF8Encoding(false);
var root = new RootCommand("Bookseal closes a company's month and leaves proof that a stranger can check.")
{
    InitCommand.Create(),
    ImportCommand.Create(),
    SyncCommand.Create(),
    HealthCommand.Create(),
    CloseCommand.Create(),
    StatusCommand.Create(),
    PeriodsCommand.Create(),
    TaskCommand.Create(),
    AcceptCommand.Create(),
    WaiveCommand.Create(),
    DeclineCommand.Create(),
    CertifyCommand.Create(),
    SignCommand.Create(),
    CancelCommand.Create(),
    PostCommand.Create(),
    AdjustCommand.Create(),
    ReverseCommand.Create(),
    MatchCommand.Create(),
    ApplyCommand.Create(),
    SchedulesCommand.Create(),
    AccrualsCommand.Create(),
    CategoriesCommand.Create(),
    JobsCommand.Create(),
    CostsCommand.Create(),
    EvidenceCommand.Create(),
    TeamCommand.Create(),
    ReopenCommand.Create(),
    LockCommand.Create(),
    ReportCommand.Create(),
    EntriesCommand.Create(),
    RepairCommand.Create(),
    NotificationsCommand.Create(),
    MetricsCommand.Create(),
    TraceCommand.Create(),
    AuditCommand.Create(),
    VerifyCloseHashCommand.Create(),
    BackupCommand.Create(),
    KeysCommand.Create(),
    ProveCommand.Create(),
    ProofCommand.Create(),
    ExportCommand.Create(),
    ReconcileCommand.Create(),
    PayoutCommand.Create(),
    TokenCommand.Create(),
    ServeCommand.Create(),
    StoreCommand.Create(),
};
foreach (
    var option in (Option[])
        [
            CommonOptions.Data,
            CommonOptions.Store,
            CommonOptions.Keys,
            CommonOptions.PassphraseFile,
            CommonOptions.Json,
            CommonOptions.Log,
            CommonOptions.As,
            CommonOptions.Tenant,
            CommonOptions.Now,
        ]
)
    root.Options.Add(option);

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    var faults = parsed
        .Errors.Select(error => new Fault("USAGE", error.Message))
        .DistinctBy(fault => fault.Message)
        .ToList();
    Console.Error.WriteLine("'bookseal --help' lists the commands.");
    return new Terminal(args.Contains("--json")).Fail(faults);
}

if (ProgramLog.Open(parsed) is { } unwritable)
    return new Terminal(parsed.GetValue(CommonOptions.Json)).Fail(unwritable, ExitCode.BadInput);

using var exporting = new Exporting();
try
{
    return await ProgramLog.RunAsync(
        parsed,
        () => parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false })
    );
}
catch (StoreUnavailableException e) when (Environment.GetEnvironmentVariable("BOOKSEAL_TRACE") is null)
{
    return new Terminal(parsed.GetValue(CommonOptions.Json)).Fail(
        new Fault("STORE_UNAVAILABLE", $"{e.Message}; run the same command again, it goes on where it stopped")
    );
}
catch (StoreRefusedException e)
{
    return new Terminal(parsed.GetValue(CommonOptions.Json)).Fail(
        new Fault("STORE_ACCESS_DENIED", $"{e.Message}; 'bookseal store check' says what is missing")
    );
}
catch (OperationCanceledException)
{
    return new Terminal(parsed.GetValue(CommonOptions.Json)).Fail(
        new Fault("INTERRUPTED", "stopped; the same command goes on where it was")
    );
}
catch (ChainRefusedException e)
{
    return new Terminal(parsed.GetValue(CommonOptions.Json)).Fail(e.Fault);
}
catch (KeyRefusedException e)
{
    return new Terminal(parsed.GetValue(CommonOptions.Json)).Fail(e.Fault);
}
catch (Exception e) when (DiskFaults.Of(e) is { } disk)
{
    return new Terminal(parsed.GetValue(CommonOptions.Json)).Fail(disk);
}
catch (Exception e) when (Environment.GetEnvironmentVariable("BOOKSEAL_TRACE") is null)
{
    // The last resort: a bug or a broken store. A stack trace helps nobody at a terminal; who debugs sets
    // BOOKSEAL_TRACE.
    return new Terminal(parsed.GetValue(CommonOptions.Json)).Fail(
        new Fault("INTERNAL_ERROR", $"{e.Message} (set BOOKSEAL_TRACE=1 for details)")
    );
}
