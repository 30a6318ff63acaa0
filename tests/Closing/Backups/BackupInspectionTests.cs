using System.Globalization;
using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Closing.Backups;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Backups;

/// <summary>
/// What is gone from a backup is found, also where every list of it fits: the chain tells what has to be there.
/// </summary>
public sealed class BackupInspectionTests : IAsyncLifetime
{
    private BackupWorld _world = null!;

    public async Task InitializeAsync() => _world = await BackupWorld.OpenAsync(Place.Files);

    [Theory]
    [InlineData("subledgers/", "SEALED_ITEMS_CHANGED")]
    [InlineData("books/", "OBJECT_MISSING")]
    [InlineData("journal/", "JOURNAL_MISSING")]
    public async Task Verify_ObjectsLeftOut_NamesThem(string prefix, string code)
    {
        Assert.Contains(_world.Made.Backup.Objects, one => one.Path.StartsWith(prefix, StringComparison.Ordinal));
        await ForgedBackup.WriteAsync(
            _world.Folder,
            one => one.Path.StartsWith(prefix, StringComparison.Ordinal) ? null : one
        );
        var findings = await FindingsAsync();
        Assert.Contains(findings, finding => finding.Code == code);
    }

    [Theory]
    [InlineData("file_attached/1", "sha256", "evidence/acme/2026-01/{0}")]
    [InlineData("task_prepared/1", "evidence_sha256", "evidence/acme/2026-01/{0}")]
    [InlineData("task_completed/2", "evidence_sha256", "evidence/acme/2026-01/{0}")]
    [InlineData("schedules_changed/1", "to_sha256", "books/acme/schedules/{0}.json")]
    [InlineData("rules_changed/1", "to_sha256", "books/acme/rules/{0}.json")]
    [InlineData("sources_changed/1", "to_sha256", "books/acme/sources/{0}.json")]
    [InlineData("source_synced/1", "state_sha256", "books/acme/sources/state/{0}.json")]
    [InlineData("cost_settings_changed/1", "to_sha256", "books/acme/costs/{0}.json")]
    [InlineData("costs_imported/1", "to_sha256", "costs/acme/{0}.json")]
    [InlineData("costs_withdrawn/1", "to_sha256", "costs/acme/{0}.json")]
    [InlineData("bank_match/1", "sha256", "bank/acme/decisions/{0}.ndjson")]
    [InlineData("payout_settled/1", "answer_sha256", "payouts/acme/answers/{0}")]
    [InlineData("reconciliation_reported/1", "report", "retention/acme/{0}.json")]
    [InlineData("retention_read/1", "report_sha256", "retention/acme/{0}.json")]
    [InlineData("restore_drill/1", "checklist_sha256", "backups/acme/drill-{0}.md")]
    public void Inventory_EntryThatNamesAnObject_HasIt(string type, string member, string path)
    {
        var digest = Evidence.Digest.Of("found"u8);
        var draft = new AuditDraft(
            PersonId.System,
            Actor.Agent.Kind,
            type,
            SmallBooks.January,
            null,
            "a test",
            Evidence.Json.JsonObject.Of((member, digest))
        );
        var inventory = new ChainInventory(SmallBooks.Tenant);
        inventory.Add(AuditHead.Empty("log").Append([draft], World.Now).Entries[0]);
        var (named, (sha256, _)) = Assert.Single(inventory.Objects);
        Assert.Equal(string.Format(CultureInfo.InvariantCulture, path, digest), named.ToString());
        Assert.Equal(digest, sha256);
    }

    [Fact]
    public async Task Verify_UnsignedAndUntouched_IsAFindingUnlessAllowed()
    {
        await ForgedBackup.WriteAsync(_world.Folder, one => one);
        Assert.Empty(await FindingsAsync());
        var strict = await FindingsAsync(new BackupTrust());
        Assert.Equal([BackupService.NotSigned], strict.Select(finding => finding.Code));
    }

    [Fact]
    public async Task Verify_RetentionBeyondWhatThePolicySays_IsAFinding()
    {
        await ForgedBackup.WriteAsync(
            _world.Folder,
            one => one.RetainUntil is { } until ? one with { RetainUntil = until.AddDays(1) } : one
        );
        Assert.All(await FindingsAsync(), finding => Assert.Equal("RETENTION_BEYOND_POLICY", finding.Code));
        Assert.NotEmpty(await FindingsAsync());
    }

    public Task DisposeAsync()
    {
        _world?.Dispose();
        return Task.CompletedTask;
    }

    private async Task<IReadOnlyList<Evidence.Fault>> FindingsAsync(BackupTrust? trust = null)
    {
        var clock = new FixedClock(World.Now);
        return (await BackupService.VerifyAsync(_world.Folder, trust ?? BackupTrust.Own, clock, default))
            .Value
            .Findings;
    }
}
