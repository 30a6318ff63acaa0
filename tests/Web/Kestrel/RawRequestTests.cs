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
}
