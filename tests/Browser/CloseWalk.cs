using Microsoft.Playwright;

namespace Bookseal.Browser.Tests;

/// <summary>What two people click from the first page to a certified month.</summary>
internal static class CloseWalk
{
    public const string January = "/periods/2026-01";

    public static async Task CloseAsync(IPage preparer, IPage approver)
    {
        await preparer.GotoAsync("/");
        await preparer.GetByRole(AriaRole.Link, new() { Name = "2026-01" }).ClickAsync();
        await preparer.GetByRole(AriaRole.Button, new() { Name = "Begin the close" }).ClickAsync();
        await ReloadUntilAsync(preparer, preparer.GetByRole(AriaRole.Button, new() { Name = "It is done" }));
        await preparer.GetByRole(AriaRole.Button, new() { Name = "It is done" }).ClickAsync();

        await approver.GotoAsync(January);
        var look = approver.GetByRole(AriaRole.Link, new() { Name = "Look at it, and certify" });
        await ReloadUntilAsync(approver, look);
        await look.ClickAsync();
        await approver.GetByRole(AriaRole.Button, new() { Name = "Certify and sign" }).ClickAsync();
        await ReloadUntilAsync(approver, approver.GetByRole(AriaRole.Link, new() { Name = "Proof", Exact = true }));
    }

    /// <summary>As somebody without scripts does, who sees when it has moved on.</summary>
    private static async Task ReloadUntilAsync(IPage page, ILocator wanted)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await wanted.CountAsync() == 0)
        {
            Assert.False(limit.IsCancellationRequested, await page.ContentAsync());
            await Task.Delay(100);
            await page.ReloadAsync();
        }
    }
}
