using Bookseal.Books.Ledger;
using Bookseal.Closing.Driving;
using Bookseal.TestHost.Scenario;

namespace Bookseal.TestHost.Verbs;

/// <summary>
/// Closes January: starts a run, or joins the one that is there; prints the proof's id and hash, or the code of the
/// refusal.
/// </summary>
internal sealed class CloseVerb : IVerb
{
    public string Name => "close";

    public string Usage => "FOLDER";

    public async Task<bool> RunAsync(string[] arguments, CancellationToken cancel)
    {
        if (arguments is not [var folder])
            return false;
        using var world = new World(folder);
        var services = world.Open();
        var begun = await services.Host.BeginAsync(SmallBooks.January, AdjustingDesk.Bookkeeper, cancel);
        if (!begun.IsOk)
            await Console.Out.WriteLineAsync($"begin {begun.Fault.Code}");
        var driven = await services.Host.DriveAsync(
            SmallBooks.January,
            new AdjustingDesk(services),
            new Progress<CloseProgress>(),
            cancel
        );
        await Console.Out.WriteLineAsync(
            driven.IsOk
                ? $"done {driven.Value.Proof?.ProofId} {driven.Value.Package?.CloseHash}"
                : $"drive {driven.Fault.Code}"
        );
        return true;
    }
}
