using Bookseal.Closing;
using Bookseal.Closing.Backups;
using Bookseal.EndToEnd.Tests.Programs;
using Bookseal.Storage.Azure;
using Bookseal.Storage.Files;
using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Azurite;

namespace Bookseal.EndToEnd.Tests.Samples;

/// <summary>
/// The restore drill of the sample's year: every bag verifies, the chain is whole, every object is byte-identical; from
/// files to files, to Blob and Table storage, and back from there.
/// </summary>
[Collection(SampleYearGroup.Name)]
public sealed class SampleYearDrillTests(SampleYear year) : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly NoKeyRing _keys = new();

    [Fact]
    public async Task Drill_OfTheYear_PassesOnFiles() => await DrillAsync(year.Workspace, "files", OnFiles("scratch"));

    [Fact]
    public async Task Drill_OfTheYear_PassesOnAzureAndBackFromThere()
    {
        await DrillAsync(year.Workspace, "to-azure", await OnAzureAsync());

        var moved = await OnAzureAsync();
        var backup = await new BackupService(year.Workspace).CreateAsync(_folder.In("moved"), "the sample", default);
        var restored = await new RestoreService(moved).RunAsync(backup.Value, new RestoreOptions(), default);
        Assert.True(restored.IsOk && restored.Value.Findings.Count == 0, $"{restored}");
        await DrillAsync(moved, "from-azure", OnFiles("back"));
    }

    public void Dispose()
    {
        _keys.Dispose();
        _folder.Dispose();
    }

    private async Task DrillAsync(Workspace books, string backup, Workspace scratch)
    {
        var drilled = await new DrillService(books).RunAsync(_folder.In(backup), "the sample", scratch, default);
        Assert.True(drilled.IsOk, drilled.IsOk ? null : drilled.Fault.ToString());
        var report = drilled.Value;
        Assert.True(report.Drill.Passed, string.Join('\n', report.Findings));
        Assert.Equal(12, report.Drill.Proofs);
        Assert.True(report.Restored!.Inspected!.Audit.IsGood);
        Assert.Equal(12, report.Restored.State.Leases);
        Assert.True(report.Drill.Objects > 12 * 30);
        Assert.Contains("- [x] every sealed proof verifies (12)", report.Checklist, StringComparison.Ordinal);
        Assert.Contains(
            $"- [x] every object is byte-identical ({report.Drill.Objects})",
            report.Checklist,
            StringComparison.Ordinal
        );
    }

    private Workspace OnFiles(string name)
    {
        var (path, clock) = (_folder.In(name), year.Workspace.Clock);
        return On(Backend.Resilient(new FileObjectStore(path, clock), new FileTableStore(path), TimeProvider.System));
    }

    private async Task<Workspace> OnAzureAsync() =>
        On(
            AzureBackend.Open(
                AzureAccount
                    .Parse(await AzuriteServer.NewStoreAsync(), () => throw new InvalidOperationException("no sign-in"))
                    .Value
            )
        );

    private Workspace On(Backend backend) => new(backend, _keys, year.Workspace.Tenant, year.Workspace.Clock);
}
