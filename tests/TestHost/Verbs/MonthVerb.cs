using System.Globalization;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;

namespace Bookseal.TestHost.Verbs;

/// <summary>The whole month in a folder, killed at its n-th write.</summary>
internal sealed class MonthVerb : IVerb
{
    public string Name => "month";

    public string Usage => "FOLDER WRITE KillBefore|KillAfter";

    public async Task<bool> RunAsync(string[] arguments, CancellationToken cancel)
    {
        if (
            arguments is not [var folder, var write, var mode]
            || !int.TryParse(write, CultureInfo.InvariantCulture, out var at)
            || !Enum.TryParse<FaultMode>(mode, out var fault)
        )
            return false;
        using var world = new World(folder);
        await WholeMonth.RunAsync(world.Open(new FaultPlan(at, fault)), cancel);
        return true;
    }
}
