using Bookseal.Web.Tests.Kestrel;
using Microsoft.Playwright;

namespace Bookseal.Browser.Tests;

/// <summary>Chromium, and the pages on Kestrel.</summary>
public sealed class Browsing : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public KestrelHost Host { get; } = new();

    public async Task InitializeAsync()
    {
        await Host.InitializeAsync();
        if (ChromiumFactAttribute.Path is not { } path)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = ["--no-sandbox"] });
    }

    /// <summary>A window of its own, signed in.</summary>
    public async Task<IPage> SignInAsync(
        string token,
        string path,
        int width = 1200,
        ColorScheme scheme = ColorScheme.Light,
        bool javaScript = true
    )
    {
        var page = await OpenAsync(path, width, scheme, javaScript);
        await page.GetByLabel("Token", new() { Exact = true }).FillAsync(token);
        await page.GetByLabel("Token", new() { Exact = true }).PressAsync("Enter");
        return page;
    }

    /// <summary>A window of its own in which nobody has signed in, and nothing is kept yet.</summary>
    public async Task<IPage> OpenAsync(
        string path,
        int width = 1200,
        ColorScheme scheme = ColorScheme.Light,
        bool javaScript = true
    )
    {
        var context = await _browser!.NewContextAsync(
            new()
            {
                BaseURL = Host.Address.ToString(),
                ColorScheme = scheme,
                JavaScriptEnabled = javaScript,
                ViewportSize = new() { Width = width, Height = 850 },
            }
        );
        var page = await context.NewPageAsync();
        await page.GotoAsync(path);
        return page;
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        await Host.DisposeAsync();
        Host.Dispose();
    }
}
