using System.CommandLine;
using System.Globalization;
using Bookseal.Books.Company;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Costs;
using Bookseal.Closing.Refusals;
using Bookseal.Storage.Company;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal evidence capture DIR --close-start-date D --close-end-date D</c>: a package of costs as files, with a
/// manifest that the log's key has signed.
/// </summary>
internal static class EvidenceCommand
{
    private static readonly CostDays Asked = new("close-");

    private static readonly Option<string?> Out = new("--out")
    {
        Description = "The folder to make. Default: reports/acceptance/TIMESTAMP under the current one",
    };

    public static Command Create() => new("evidence", "Take evidence of costs with you") { Capture() };

    private static Command Capture()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("capture", "Write the close package and restatements with a signed manifest")
        {
            directory,
            Out,
        };
        Asked.AddTo(command);
        command.SetAction(
            (parse, cancel) =>
                InSession.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    (session, terminal, master) => CaptureAsync(parse, session, terminal, master, cancel),
                    cancel
                )
        );
        return command;
    }

    private static async Task<int> CaptureAsync(
        ParseResult parse,
        Session session,
        Terminal terminal,
        MasterData master,
        CancellationToken cancel
    )
    {
        if (!Session.FindPerson(parse, master.Profile, Role.Auditor).TryGet(out var person, out var fault))
            return terminal.Fail(fault);
        if (!Asked.Read(parse).TryGet(out var asked, out fault))
            return terminal.Fail(fault, ExitCode.Usage);
        var made = await CostPackages.MakeAsync(asked, session, master, cancel);
        if (!made.TryGet(out var package, out fault))
            return terminal.Fail(fault);
        var captured = await session.Services.CostEvidence.MakeAsync(package, cancel);
        var folder = parse.GetValue(Out) ?? FolderOf(session.Services.Workspace.Clock.GetUtcNow());
        var actor = Actor.Of(person, isUnattended: false);
        var written = await OutputFolder.WriteAsync(
            folder,
            captured.Files,
            () => session.Services.CostEvidence.RecordAsync(captured.Event, actor, cancel),
            cancel
        );
        if (written is not null)
            return terminal.Fail(written);
        if (terminal.IsJson)
            Terminal.WriteJson(
                JsonObject.Of(
                    ("files", JsonArray.OfTexts(captured.Files.Keys)),
                    ("folder", folder),
                    ("manifest_sha256", captured.Event.Manifest),
                    ("status", captured.Event.Status)
                )
            );
        else
            terminal.Out.WriteLine($"{folder}: {captured.Files.Count} files, {captured.Event.Status}");
        return ExitCode.Success;
    }

    private static string FolderOf(DateTimeOffset now) =>
        Path.Combine(
            "reports",
            "acceptance",
            now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)
        );
}
