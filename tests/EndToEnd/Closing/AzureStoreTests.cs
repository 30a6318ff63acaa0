using Bookseal.EndToEnd.Tests.Programs;
using Bookseal.EndToEnd.Tests.Proofs;
using Bookseal.Storage;
using Bookseal.Storage.Azure;
using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Azurite;

namespace Bookseal.EndToEnd.Tests.Closing;

/// <summary>The command line on Blob and Table storage: <c>--store</c>, for the emulator.</summary>
public sealed class AzureStoreTests
{
    private static readonly string[] January =
    [
        "--period",
        "2026-01",
        "--yes",
        "--json",
        "--now",
        TestCompany.AfterJanuary,
    ];

    /// <summary>
    /// Same books, keys and clock: where they are kept shows in bag-info.txt alone, which is no payload.
    /// </summary>
    [Fact]
    public async Task Close_OnFilesAndOnAzure_GivesTheSamePayload()
    {
        using var folder = new TemporaryFolder();
        var store = await AzuriteServer.NewStoreAsync();
        var onFiles = MemoryBag.Load((await CloseAsync(folder, "files")).Exits(0).Text("bag"));
        TemporaryFolder.Copy(folder.In("files", "keys"), folder.In("azure", "keys"));
        var closed = (await CloseAsync(folder, "azure", "--store", store)).Exits(0);
        var onAzure = await LoadAsync(store, closed.Text("bag"));

        Assert.Equal(onFiles.Files.Keys, onAzure.Files.Keys);
        var different = onFiles
            .Files.Where(file => !file.Value.AsSpan().SequenceEqual(onAzure.Files[file.Key]))
            .Select(file => file.Key);
        Assert.Equal(["audit/checkpoint", "bag-info.txt", "proof_package.json", "tagmanifest-sha256.txt"], different);
        Assert.Contains(
            "Retention: not applied",
            System.Text.Encoding.UTF8.GetString(onAzure.Files["bag-info.txt"]),
            StringComparison.Ordinal
        );
        Assert.Contains("RETENTION_NOT_APPLIED", closed.Errors, StringComparison.Ordinal);
        Assert.Equal(
            ["keys"],
            Directory.EnumerateFileSystemEntries(folder.In("azure")).Select(path => Path.GetFileName(path))
        );
        Assert.True((await onAzure.VerifyAsync(null)).IsValid);
    }

    [Fact]
    public async Task Commands_OnAzure_WorkAsOnFiles()
    {
        using var folder = new TemporaryFolder();
        var store = await AzuriteServer.NewStoreAsync();
        Assert.Contains(
            "ok   tables",
            (await RunAsync(folder, store, "store", "check")).Exits(0).Output,
            StringComparison.Ordinal
        );
        (await CloseAsync(folder, "data", "--store", store)).Exits(0);
        (await RunAsync(folder, store, "status", "--tenant", "harbor-supply", "--period", "2026-01", "--json")).Exits(
            0
        );
        (await CloseAsync(folder, "data", "--store", store)).Exits(0); // again: nothing is left to do

        var retention = (
            await RunAsync(folder, store, "audit", "retention", "--tenant", "harbor-supply", "--json")
        ).Exits(0);
        Assert.True(retention.Flag("development"));
        Assert.NotEmpty(((JsonArray)retention.Json["objects"]!).Items);
        Assert.True(
            (await RunAsync(folder, store, "audit", "verify", "--tenant", "harbor-supply", "--json"))
                .Exits(0)
                .Flag("valid")
        );
        Assert.Contains("retention_read/1", await EventsAsync(store), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_ThatIsNone_IsRefusedWithoutSayingItsSecret()
    {
        using var folder = new TemporaryFolder();
        var refused = (
            await RunAsync(
                folder,
                "AccountKey=c2VjcmV0LXNlY3JldA==",
                "status",
                "--tenant",
                "acme",
                "--period",
                "2026-01"
            )
        ).Refuses(65, "STORE_INVALID");
        Assert.DoesNotContain("c2VjcmV0", refused.Errors + refused.Output, StringComparison.Ordinal);
    }

    private static Task<ProgramResult> CloseAsync(TemporaryFolder folder, string data, params string[] options) =>
        ProgramRunner.BooksealAsync(
            folder.Path,
            ["close", Repository.HarborSupply, .. January, "--data", folder.In(data), .. options]
        );

    private static Task<ProgramResult> RunAsync(TemporaryFolder folder, string store, params string[] arguments) =>
        ProgramRunner.BooksealAsync(folder.Path, [.. arguments, "--data", folder.In("data"), "--store", store]);

    private static async Task<MemoryBag> LoadAsync(string store, string bag)
    {
        var (backend, account) = Open(store);
        var folder = bag[(account.Blobs.AbsoluteUri.TrimEnd('/').Length + 1)..];
        var files = new List<KeyValuePair<string, byte[]>>();
        foreach (var info in await backend.Objects.ListAsync(ObjectPath.Of(folder), default))
            files.Add(new(info.Path.ToString()[(folder.Length + 1)..], await ReadAsync(backend.Objects, info.Path)));
        return new(files);
    }

    private static async Task<string> EventsAsync(string store)
    {
        var text = new System.Text.StringBuilder();
        await foreach (var row in Open(store).Backend.Tables.QueryAsync("audit", "harbor-supply", "e", "f", default))
            text.Append(System.Text.Encoding.UTF8.GetString(row.Payload.Span));
        return text.ToString();
    }

    private static (Backend Backend, AzureAccount Account) Open(string store)
    {
        var account = AzureAccount
            .Parse(store, () => throw new InvalidOperationException("tests sign in nowhere"))
            .Value;
        return (AzureBackend.Raw(account), account);
    }

    private static async Task<byte[]> ReadAsync(IObjectStore objects, ObjectPath path)
    {
        await using var stream = (await objects.ReadAsync(path, 0, null, default)).Value;
        using var content = new MemoryStream();
        await stream.CopyToAsync(content);
        return content.ToArray();
    }
}
