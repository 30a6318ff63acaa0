using System.Net.Sockets;
using System.Text;
using Bookseal.Books.Company;
using Bookseal.Web.Tests.Api;

namespace Bookseal.Web.Tests.Kestrel;

/// <summary>What no client library would send.</summary>
public sealed class RawRequestTests(KestrelHost host) : IClassFixture<KestrelHost>
{
    [Theory]
    [InlineData("Transfer-Encoding: chunked", "ffffffffffff\r\nabc", 400)]
    [InlineData("Transfer-Encoding: chunked", "zz\r\nabc", 400)]
    [InlineData("Content-Length: -1", "abc", 400)]
    [InlineData("Content-Length: 99999999999999999999", "abc", 400)]
    [InlineData("Content-Length: 2000000", "abc", 413)]
    [InlineData("Content-Length: 3\r\nContent-Length: 4", "abc", 400)]
    public async Task Body_ThatIsNone_IsAProblemAndNoFaultOfOurs(string framing, string body, int status)
    {
        var company = await ApiCompany.ImportAsync(host);
        var token = await company.TokenAsync(Role.Preparer);
        using var client = new TcpClient();
        await client.ConnectAsync(host.Address.Host, host.Address.Port);
        var stream = client.GetStream();
        var request =
            $"POST /api/gl/periods HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n"
            + $"Content-Type: application/json\r\n{framing}\r\n\r\n{body}";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        var answer = new byte[12];
        await stream.ReadExactlyAsync(answer).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal($"HTTP/1.1 {status}", Encoding.ASCII.GetString(answer));
    }

    [Theory]
    [InlineData("/sign-in", "200 OK")]
    [InlineData("/", "303 See Other")]
    [InlineData("/api/gl/periods", "401 Unauthorized")]
    public async Task Head_OfWhatHasABody_SendsHeadersAlone(string path, string status)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host.Address.Host, host.Address.Port);
        var stream = client.GetStream();
        var request = $"HEAD {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var answer = await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.StartsWith($"HTTP/1.1 {status}\r\n", answer, StringComparison.Ordinal);
        Assert.Equal(answer.Length - 4, answer.IndexOf("\r\n\r\n", StringComparison.Ordinal));
    }

    /// <summary>A body at a byte a second would keep its connection for days.</summary>
    [Fact]
    public async Task Body_ThatTricklesIn_IsCutOff()
    {
        var company = await ApiCompany.ImportAsync(host);
        var token = await company.TokenAsync(Role.Preparer);
        using var client = new TcpClient();
        await client.ConnectAsync(host.Address.Host, host.Address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /api/gl/periods HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
            )
        );
        using var over = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var trickle = TrickleAsync(stream, over.Token);
        using var answer = new StreamReader(stream, Encoding.ASCII);
        var text = await answer.ReadToEndAsync(over.Token); // it ends: the connection is closed
        await over.CancelAsync();
        await trickle;
        Assert.StartsWith("HTTP/1.1 408", text, StringComparison.Ordinal);
        Assert.Contains("REQUEST_TOO_SLOW", text, StringComparison.Ordinal);
    }

    /// <summary>Answers that nobody reads fill what there is to fill, and then the connection ends.</summary>
    [Fact]
    public async Task Answers_ThatNobodyReads_AreCutOff()
    {
        const int Asked = 2_000;
        using var client = new TcpClient { ReceiveBufferSize = 4_096 };
        await client.ConnectAsync(host.Address.Host, host.Address.Port);
        var stream = client.GetStream();
        var one = Encoding.ASCII.GetBytes("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            for (var i = 0; i < Asked; i++)
                await stream.WriteAsync(one, limit.Token);
            while (true) // nothing is read; what is sent tells that the other side has gone
            {
                await Task.Delay(500, limit.Token);
                await stream.WriteAsync(one, limit.Token);
            }
        });
        Assert.False(limit.IsCancellationRequested, "the connection is still there");
    }

    private static async Task TrickleAsync(NetworkStream stream, CancellationToken over)
    {
        try
        {
            while (true)
            {
                await stream.WriteAsync("x"u8.ToArray(), over);
                await Task.Delay(TimeSpan.FromSeconds(1), over);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // Cut off, or no longer needed.
        }
    }
}
