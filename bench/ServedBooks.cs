using System.Diagnostics;
using System.Text.Json;
using Bookseal.Books.Access;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Closing;
using Bookseal.Closing.Access;
using Bookseal.Evidence;
using Bookseal.Storage.Files;
using Bookseal.Storage.Keys;
using Bookseal.Storage.Resilience;

namespace Bookseal.Bench;

/// <summary>
/// Imported books that one call may close, and tokens for them: one a person, since each person may ask only so often.
/// </summary>
internal sealed record ServedBooks(string Folder, IReadOnlyList<string> Tokens) : IDisposable
{
    private const int Persons = 60;

    public const string Validate = """{"tenant_id":"served"}""";

    public const string Close = """{"tenant_id":"served","closed_by":"p0","close_reason":"month end"}""";

    public string Data => Path.Combine(Folder, "data");

    /// <summary>Null where the import failed.</summary>
    public static async Task<ServedBooks?> MakeAsync(string folder, int entries)
    {
        var (source, books) = (Path.Combine(folder, "source"), new ServedBooks(folder, []));
        await LargeBooks.WriteAsync(source, entries, isCsv: false, Profile());
        return await ProgramRun.MeasureAsync("import", ["import", source, "--data", books.Data]) is null
            ? null
            : books with
            {
                Tokens = await MakeTokensAsync(books.Data),
            };
    }

    /// <summary>The same books once more, to be closed.</summary>
    public ServedBooks Copy()
    {
        var copy = this with { Folder = Path.Combine(Folder, Guid.NewGuid().ToString("N")) };
        foreach (var file in Directory.EnumerateFiles(Data, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(copy.Data, Path.GetRelativePath(Data, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        return copy;
    }

    /// <summary>How long the month's journal takes to fold.</summary>
    public async Task<TimeSpan> FoldAsync()
    {
        var watch = Stopwatch.StartNew();
        var fold = new PeriodFold();
        await using var journal = File.OpenRead(Path.Combine(Data, "objects/journal/served/2026-01/00001.ndjson"));
        await LineSplitter.ForEachAsync(journal, fold.Add, CancellationToken.None);
        _ = fold.Leaves.Root();
        return watch.Elapsed;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Profile() =>
        JsonSerializer.Serialize(
            new
            {
                tenant = "served",
                name = "Served",
                base_currency = "USD",
                books_start = "2026-01-01",
                fiscal_year_end_month = 12,
                time_zone = "Etc/UTC",
                retained_earnings = "3200",
                team = Enumerable
                    .Range(0, Persons)
                    .Select(n => new
                    {
                        id = $"p{n}",
                        name = $"P {n}",
                        role = "approver",
                    }),
                policy = new { segregation = "advisory", tolerance_minor = 0 },
            }
        );

    private static async Task<IReadOnlyList<string>> MakeTokensAsync(string data)
    {
        var tenant = TenantId.Parse("served").Value;
        using var keys = new PemKeyRing(Path.Combine(data, "keys"), tenant, _ => null);
        var objects = new FileObjectStore(data, TimeProvider.System);
        var backend = Backend.Resilient(objects, new FileTableStore(data), TimeProvider.System);
        var desk = new TokenDesk(new Workspace(backend, keys, tenant, TimeProvider.System));
        var tokens = new List<string>();
        for (var person = 0; person < Persons; person++)
        {
            var holder = PersonId.Parse($"p{person}").Value;
            var request = new TokenRequest(Role.Approver, TimeSpan.FromDays(1), holder, []);
            var actor = new Actor(holder, Role.Approver, IsAgent: false, IsUnattended: true);
            tokens.Add((await desk.CreateAsync(request, actor, CancellationToken.None)).Value.Text);
        }

        return tokens;
    }
}
