using System.Text;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Sources;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Notifications.Channels;
using Bookseal.Closing.Sources;
using Bookseal.Closing.Tests.Tasks;
using Bookseal.Evidence;
using Bookseal.Evidence.Json;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Sources;

/// <summary>
/// The company of two, with a books directory that has an inbox; its operator lets it call this machine.
/// </summary>
internal sealed class SyncedCompany : IDisposable
{
    public const string Header =
        "entry_id,date,description,account,debit,credit,currency,subledger,entity,reference,job,kind\n";

    public static readonly SyncPace Quick = new(
        TimeSpan.FromMinutes(2),
        TimeSpan.FromSeconds(10),
        TimeSpan.FromMilliseconds(1)
    );

    private readonly TemporaryWorld _temporary;
    private readonly DirectoryInfo _books;

    public SyncedCompany(SyncedCompany? sameKeysAs = null)
    {
        _temporary = new TemporaryWorld(sameKeysAs?._temporary);
        _books = Directory.CreateDirectory(Path.Combine(_temporary.World.Root, "books-directory"));
        Inbox = _books.CreateSubdirectory("inbox");
    }

    public World World => _temporary.World;

    public DirectoryInfo Inbox { get; }

    public static InboxSource Drop { get; } = new(IdOf("drop"), false, "inbox", null, []);

    public static SourceId IdOf(string text) => SourceId.Parse(text).Value;

    /// <summary>A process with the books directory, or on a host that has none.</summary>
    public CloseServices Open(
        FaultPlan? plan = null,
        SyncPace? pace = null,
        bool hasBooks = true,
        WorkspaceLimits? limits = null
    ) =>
        World.Open(
            plan,
            limits,
            access: new SourceAccess(
                hasBooks ? _books : null,
                _ => Task.FromResult<Result<HostGuard>>(new HostGuard(["127.0.0.1"], allowsLoopback: true)),
                (token, cancel) => new SecretReference(token.Variable, token.File).ReadAsync(cancel)
            ),
            pace: pace ?? Quick
        );

    public async Task<CloseServices> ImportAsync(params SyncSource[] sources)
    {
        var services = Open();
        await ImportAsync(services, sources);
        return services;
    }

    public static async Task ImportAsync(CloseServices services, params SyncSource[] sources)
    {
        var books = ChecklistBooks.Read() with { SourceSettings = new SourceSettings(sources) };
        Good(await services.Importer.ImportAsync(books, AdjustingDesk.Bookkeeper, default));
    }

    public void Put(string name, string content) => File.WriteAllText(Path.Combine(Inbox.FullName, name), content);

    /// <summary>An entry of an expense, as journal.csv has it.</summary>
    public static string Rows(string id, string amount = "5.00", string date = "2026-01-15") =>
        $"{id},{date},Shop,6000,{amount},,USD,,,,,\n{id},{date},Shop,1000,,{amount},USD,,,,,\n";

    /// <summary>The same as journal.ndjson has it.</summary>
    public static string Line(string id, long amountMinor = 500, string date = "2026-01-15") =>
        JsonText
            .ParseObject(
                Encoding.UTF8.GetBytes(
                    $$"""
                    {"id":"{{id}}","date":"{{date}}","description":"Shop","kind":"standard","lines":[
                    {"account":"6000","currency":"USD","debit":{{amountMinor}}},
                    {"account":"1000","currency":"USD","credit":{{amountMinor}}}]}
                    """
                )
            )
            .Value + "\n";

    public static async Task<SyncReport> SyncAsync(CloseServices services, SyncRequest? request = null) =>
        Good(await services.Sync.SyncAsync(request ?? SyncRequest.All, AdjustingDesk.Bookkeeper, null, default));

    public static async Task<Result<CloseRun>> CloseAsync(CloseServices services, ITaskAssignee desk)
    {
        Good(await services.Host.BeginAsync(SmallBooks.January, AdjustingDesk.Bookkeeper, default));
        return await services.Host.DriveAsync(SmallBooks.January, desk, new Progress<CloseProgress>(), default);
    }

    /// <summary>How often an id stands in the journals, edits of it apart.</summary>
    public async Task<int> CountAsync(string id) =>
        (await Snapshot.JournalAsync(World)).Split($"\"id\":\"{id}\"").Length - 1;

    public static T Good<T>(Result<T> result) =>
        result.IsOk ? result.Value : throw new InvalidOperationException(result.Fault.ToString());

    public void Dispose() => _temporary.Dispose();
}
