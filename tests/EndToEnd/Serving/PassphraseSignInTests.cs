using System.Net;
using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Serving;

/// <summary>A person signs in to the pages of <c>bookseal serve</c> with the passphrase of their key.</summary>
public sealed class PassphraseSignInTests : IAsyncLifetime, IDisposable
{
    private const string Passphrase = "correct horse battery staple";
    private readonly TestCompany _company = new();
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private RunningServer _server = null!;

    public async Task InitializeAsync()
    {
        (await _company.BooksealAsync("import", _company.Books)).Exits(0);
        var file = Path.Combine(_company.Folder, "passphrase.txt");
        await File.WriteAllTextAsync(file, Passphrase + "\n");
        string[] rotate = ["keys", "create", _company.Books, "anna", "--rotate", "--as", "bert"];
        (await _company.BooksealAsync([.. rotate, "--passphrase-file", file])).Exits(0);
        _server = await RunningServer.StartAsync(_company);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _client.Dispose();
        _server?.Dispose();
        _company.Dispose();
    }

    [Fact]
    public async Task SignIn_OfARunningServer_TakesTheRightPassphraseAlone()
    {
        foreach (
            var (company, name, passphrase) in new[]
            {
                ("tiny", "anna", "wrong"),
                ("tiny", "bert", Passphrase), // his key has none
                ("tiny", "nobody", Passphrase),
                ("no-such-company", "anna", Passphrase),
            }
        )
        {
            using var refused = await SignInAsync(company, name, passphrase);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            Assert.False(refused.Headers.Contains("Set-Cookie"));
            Assert.Contains("PASSPHRASE_REFUSED", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var right = await SignInAsync("tiny", "anna", Passphrase);
        Assert.Equal(("/", HttpStatusCode.SeeOther), ($"{right.Headers.Location}", right.StatusCode));
        var cookie = Assert.Single(right.Headers.GetValues("Set-Cookie")).Split(';')[0];
        using var shown = await GetAsync(cookie);
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Contains("Anna", await shown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var nobody = await GetAsync("bookseal=0");
        Assert.Equal(HttpStatusCode.SeeOther, nobody.StatusCode);
    }

    private Task<HttpResponseMessage> SignInAsync(string company, string name, string passphrase) =>
        _client.PostAsync(
            new Uri(new Uri(_server.Url), "/sign-in"),
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["company"] = company,
                    ["name"] = name,
                    ["passphrase"] = passphrase,
                    ["to"] = "/",
                }
            )
        );

    private async Task<HttpResponseMessage> GetAsync(string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _server.Url);
        request.Headers.Add("Cookie", cookie);
        return await _client.SendAsync(request);
    }
}
