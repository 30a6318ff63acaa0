using Bookseal.EndToEnd.Tests.Months;
using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Backups;

/// <summary><c>bookseal backup create | verify | restore</c> on the small company's closed January.</summary>
[Collection(JanuaryStagesGroup.Name)]
public sealed class BackupCommandTests(JanuaryStages january) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Backup => _folder.In("backup");

    private string Restored => _folder.In("restored");

    [Fact]
    public async Task Backup_RestoredElsewhere_IsTheSameByteForByteAndGoesOn()
    {
        var made = (await CreateAsync(january.Closed)).Exits(0);
        Assert.True(made.Flag("good") && made.Flag("signed"));
        Assert.Empty(Directory.EnumerateFiles(Backup, "*.pem", SearchOption.AllDirectories));
        (await RunAsync("verify", Backup, "--json")).Exits(0);

        var restored = (await RestoreAsync("--json")).Exits(0);
        Assert.Equal("""["log","anna","bert"]""", restored.Json["keys_missing"]!.ToString());
        Assert.Equal("1", restored.Json["leases"]!.ToString());
        Assert.Equal("1", restored.Json["proofs"]!.ToString());
        AssertSameObjects(january.Closed.Data, Restored);

        // The chain is the old one and an entry that says where it came from.
        var verified = (await OnAsync("audit", "verify", "--json")).Exits(0);
        var before = (await january.Closed.BooksealAsync("audit", "verify", "--tenant", "tiny", "--json")).Exits(0);
        Assert.Equal(Number(before, "entries") + 1, Number(verified, "entries"));
        (await OnAsync("verify-close-hash", "--period", "2026-01")).Exits(0);
        Assert.Contains(
            "PERIOD_CLOSED",
            (await OnAsync("post", "--period", "2026-01", "--file", EntryFile(), "--key", "late")).Exits(3).Errors,
            StringComparison.Ordinal
        );

        // Without keys nothing is signed; with them the next month closes.
        Assert.Contains(
            "KEY_NOT_FOUND",
            (await OnAsync("close", "--period", "2026-02", "--yes")).Errors,
            StringComparison.Ordinal
        );
        TemporaryFolder.Copy(Path.Combine(january.Closed.Data, "keys"), Path.Combine(Restored, "keys"));
        (await OnAsync("close", "--period", "2026-02", "--yes")).Exits(0);
    }

    [Fact]
    public async Task Restore_Repeated_WritesNothing()
    {
        (await CreateAsync(january.Closed)).Exits(0);
        (await RestoreAsync("--json")).Exits(0);
        var before = Snapshot(Restored);
        var again = (await RestoreAsync("--json")).Exits(0);
        Assert.True(again.Flag("done_before"));
        Assert.Equal(before, Snapshot(Restored));
    }

    [Fact]
    public async Task Restore_DryRun_SaysWhatItWouldDoAndWritesNothing()
    {
        (await CreateAsync(january.Closed)).Exits(0);
        var planned = (await RestoreAsync("--dry-run", "--json")).Exits(0);
        Assert.Equal("1", planned.Json["leases"]!.ToString());
        Assert.True(Number(planned, "retained") > 20);
        Assert.False(Directory.Exists(Restored), "it wrote");
    }

    [Fact]
    public async Task Restore_IntoBooksThatAreThere_IsRefused()
    {
        (await CreateAsync(january.Closed)).Exits(0);
        using var other = january.CopyImported();
        (await RunAsync("restore", Backup, "--allow-untrusted", "--data", other.Data)).Refuses(
            3,
            "RESTORE_TARGET_NOT_EMPTY"
        );
        (await RunAsync("restore", Backup)).Refuses(64, "say where to restore to");
    }

    [Theory]
    [InlineData("objects.ndjson", "BACKUP_TAMPERED")]
    [InlineData("backup.json", "BACKUP_INVALID")]
    [InlineData("tables/audit.ndjson", "BACKUP_NOT_SOUND")]
    [InlineData("objects/journal/tiny/2026-01/00001.ndjson", "BACKUP_NOT_SOUND")]
    public async Task Restore_TamperedBackup_IsRefused(string file, string code)
    {
        (await CreateAsync(january.Closed)).Exits(0);
        var path = Path.Combine(Backup, file);
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
        var refused = await RestoreAsync();
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains(
            code.Replace("INVALID", "", StringComparison.Ordinal),
            refused.Errors,
            StringComparison.Ordinal
        );
        Assert.False(Directory.Exists(Path.Combine(Restored, "objects")), "it wrote");
    }

    /// <summary>An insider who makes every list fit again does not have the log's key.</summary>
    [Fact]
    public async Task Verify_ManifestMadeAgain_FailsItsSignature()
    {
        (await CreateAsync(january.Closed)).Exits(0);
        var manifest = Path.Combine(Backup, "backup.json");
        var text = await File.ReadAllTextAsync(manifest);
        await File.WriteAllTextAsync(manifest, text.Replace("\"files\"", "\"filed\"", StringComparison.Ordinal));
        (await RunAsync("verify", Backup)).Refuses(2, "BACKUP_SIGNATURE");

        File.Delete(Path.Combine(Backup, "backup.dsse.json"));
        (await RunAsync("verify", Backup)).Refuses(2, "BACKUP_NOT_SIGNED");
        (await RunAsync("verify", Backup, "--allow-unsigned")).Exits(0);
        (await RunAsync("verify", Backup, "--trust", await TrustAsync(), "--allow-unsigned")).Refuses(
            2,
            "BACKUP_NOT_SIGNED"
        );
        (await RestoreAsync()).Refuses(3, "BACKUP_NOT_SIGNED");
    }

    [Fact]
    public async Task Backup_WithoutPinnedKeys_IsNotAuthenticatedAndNotRestored()
    {
        (await CreateAsync(january.Closed)).Exits(0);
        var verified = (await RunAsync("verify", Backup, "--json")).Exits(0);
        Assert.False(verified.Flag("authenticated"));
        Assert.Contains("NOT_AUTHENTICATED", verified.Errors, StringComparison.Ordinal);
        (await RunAsync("restore", Backup, "--data", Restored)).Refuses(64, "RESTORE_NOT_TRUSTED");
        Assert.False(Directory.Exists(Restored), "it wrote");

        var trust = await TrustAsync();
        var pinned = (await RunAsync("verify", Backup, "--trust", trust, "--json")).Exits(0);
        Assert.True(pinned.Flag("authenticated"));
        Assert.DoesNotContain("NOT_AUTHENTICATED", pinned.Errors, StringComparison.Ordinal);
        (await RunAsync("restore", Backup, "--trust", trust, "--data", Restored)).Exits(0);
    }

    [Fact]
    public async Task Backup_FolderInUseOrUnfinished_IsRefused()
    {
        Directory.CreateDirectory(Backup);
        await File.WriteAllTextAsync(_folder.In("backup", "mine.txt"), "mine");
        (await CreateAsync(january.Closed)).Refuses(3, "BACKUP_TARGET_NOT_EMPTY");
        (await RunAsync("verify", Backup)).Refuses(65, "BACKUP_INCOMPLETE");
    }

    /// <summary>A close under way is restored as far as it was, and goes on.</summary>
    [Fact]
    public async Task Backup_CloseUnderWay_GoesOnWhereItIsRestored()
    {
        using var waiting = january.CopyWaiting();
        (await CreateAsync(waiting)).Exits(0);
        (await RestoreAsync()).Exits(0);
        TemporaryFolder.Copy(Path.Combine(waiting.Data, "keys"), Path.Combine(Restored, "keys"));
        Assert.Contains(
            "PERIOD_CLOSING",
            (await OnAsync("post", "--period", "2026-01", "--file", EntryFile(), "--key", "late")).Exits(3).Errors,
            StringComparison.Ordinal
        );
        (await OnAsync("close", "--period", "2026-01", "--yes")).Exits(0);
    }

    public void Dispose() => _folder.Dispose();

    private string EntryFile()
    {
        var file = _folder.In("late.ndjson");
        File.WriteAllText(file, EntryText.Rent("LATE", "2026-01-30"));
        return file;
    }

    private async Task<string> TrustAsync()
    {
        var trust = _folder.In("trust.json");
        var printed = (await january.Closed.BooksealAsync("keys", "trust", "--tenant", "tiny")).Exits(0).Output;
        await File.WriteAllTextAsync(trust, printed);
        return trust;
    }

    private Task<ProgramResult> CreateAsync(TestCompany company) =>
        company.BooksealAsync("backup", "create", "--tenant", "tiny", "--out", Backup, "--json");

    private Task<ProgramResult> RestoreAsync(params string[] options) =>
        RunAsync(["restore", Backup, "--allow-untrusted", "--data", Restored, .. options]);

    private Task<ProgramResult> RunAsync(params string[] arguments) =>
        ProgramRunner.BooksealAsync(_folder.Path, ["backup", .. arguments, "--now", TestCompany.AfterFebruary]);

    private Task<ProgramResult> OnAsync(params string[] arguments) =>
        ProgramRunner.BooksealAsync(
            _folder.Path,
            [.. arguments, "--tenant", "tiny", "--data", Restored, "--now", TestCompany.AfterFebruary]
        );

    private static decimal Number(ProgramResult result, string name) => (decimal)((JsonNumber)result.Json[name]!).Value;

    private static void AssertSameObjects(string one, string other)
    {
        var (before, after) = (Snapshot(Path.Combine(one, "objects")), Snapshot(Path.Combine(other, "objects")));
        Assert.Equal(before, after.Where(file => !file.Key.Contains("restore-", StringComparison.Ordinal)));
    }

    private static Dictionary<string, string> Snapshot(string folder) =>
        Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .ToDictionary(
                file => Path.GetRelativePath(folder, file),
                file => Evidence.Digest.Of(File.ReadAllBytes(file)).ToString()
            );
}
