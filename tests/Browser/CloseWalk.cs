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

    /// <summary>
    /// The whole checklist of the sample: each clicks what waits for them, the approver what the preparer cannot; then
    /// the warnings take their words, the month is certified, and its proof verified. Tells how often was clicked.
    /// </summary>
    public static async Task<int> CloseSampleAsync(IPage preparer, IPage approver)
    {
        await preparer.GotoAsync("/");
        await preparer.GetByRole(AriaRole.Link, new() { Name = "2026-01" }).ClickAsync();
        await preparer.GetByRole(AriaRole.Button, new() { Name = "Begin the close" }).ClickAsync();
        var clicks = 2 + await DoTasksAsync(preparer, approver);
        await approver.GetByRole(AriaRole.Link, new() { Name = "Look at it, and certify" }).ClickAsync();
        var words = approver.GetByLabel("Why this may stand");
        for (clicks++; await words.CountAsync() > 0; clicks++)
        {
            await words.First.FillAsync("seen");
            await approver.GetByRole(AriaRole.Button, new() { Name = "Accept" }).First.ClickAsync();
        }

        var certify = approver.GetByRole(AriaRole.Button, new() { Name = "Certify and sign" });
        await ReloadUntilAsync(approver, certify);
        await certify.ClickAsync();
        var proof = approver.GetByRole(AriaRole.Link, new() { Name = "Proof", Exact = true });
        await ReloadUntilAsync(approver, proof);
        await proof.ClickAsync();
        await approver.GetByRole(AriaRole.Button, new() { Name = "Have this site verify it" }).ClickAsync();
        await approver.GetByRole(AriaRole.Status).GetByText("verified").First.WaitForAsync();
        return clicks + 3;
    }

    private static async Task<int> DoTasksAsync(IPage preparer, IPage approver)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        for (var clicks = 0; ; )
        {
            if (limit.IsCancellationRequested)
                Assert.Fail(await approver.ContentAsync());
            await OpenAsync(approver);
            if (await approver.GetByRole(AriaRole.Link, new() { Name = "Look at it, and certify" }).CountAsync() > 0)
                return clicks;
            await OpenAsync(preparer);
            foreach (var page in (IPage[])[preparer, approver])
            {
                var next = page.Locator("li.mine button.primary").First;
                if (await next.CountAsync() == 0)
                    continue;
                await next.ClickAsync();
                clicks++;
                break;
            }

            await Task.Delay(100);
        }
    }

    /// <summary>A page that follows a driver loads itself anew, which may break off what we ask for.</summary>
    private static async Task OpenAsync(IPage page)
    {
        for (var attempt = 1; ; attempt++)
            try
            {
                await page.GotoAsync(January);
                return;
            }
            catch (PlaywrightException e)
                when (attempt < 5 && e.Message.Contains("ERR_ABORTED", StringComparison.Ordinal)) { }
    }

    /// <summary>As somebody without scripts does, who sees when it has moved on.</summary>
    private static async Task ReloadUntilAsync(IPage page, ILocator wanted)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await wanted.CountAsync() == 0)
        {
            if (limit.IsCancellationRequested)
                Assert.Fail(await page.ContentAsync());
            await Task.Delay(100);
            await page.ReloadAsync();
        }
    }
}
