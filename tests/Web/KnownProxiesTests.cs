using System.Net;
using Bookseal.Web.Callers;
using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Tests;

public sealed class KnownProxiesTests
{
    /// <summary>What the last proxies say that are known, and nobody's word before.</summary>
    [Theory]
    [InlineData("", "192.0.2.1", "198.51.100.7", "192.0.2.1")]
    [InlineData("10.0.0.0/8", "192.0.2.1", "198.51.100.7", "192.0.2.1")]
    [InlineData("10.0.0.0/8", "10.1.2.3", "198.51.100.7", "198.51.100.7")]
    [InlineData("10.0.0.0/8", "10.1.2.3", "203.0.113.9, 198.51.100.7", "198.51.100.7")]
    [InlineData("10.0.0.0/8", "10.1.2.3", "203.0.113.9, 198.51.100.7, 10.9.9.9", "198.51.100.7")]
    [InlineData("10.0.0.0/8", "10.1.2.3", "10.0.0.1", "10.0.0.1")]
    [InlineData("10.0.0.0/8", "10.1.2.3", "", "10.1.2.3")]
    [InlineData("10.0.0.0/8", "10.1.2.3", "198.51.100.7, nobody", "10.1.2.3")]
    [InlineData("127.0.0.1,::1", "::ffff:127.0.0.1", "198.51.100.7:5012", "198.51.100.7")]
    [InlineData("127.0.0.1,::1", "::1", "[2001:db8::7]:443", "2001:db8::7")]
    [InlineData("fd00::/8", "fd12::1", "2001:db8::7", "2001:db8::7")]
    public void Address_OfARequest_IsWhatKnownProxiesSay(string setting, string peer, string said, string address)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(peer);
        if (said.Length > 0)
            context.Request.Headers["X-Forwarded-For"] = said;
        Assert.Equal(address, KnownProxies.Read(setting).Value.AddressOf(context));
    }

    /// <summary>A proxy that adds a header of its own has the last word, too.</summary>
    [Fact]
    public void Address_OfSeveralHeaders_IsOfTheLast()
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        context.Request.Headers["X-Forwarded-For"] = new(["203.0.113.9", "198.51.100.7"]);
        Assert.Equal("198.51.100.7", KnownProxies.Read("127.0.0.1").Value.AddressOf(context));
    }

    [Theory]
    [InlineData("10")]
    [InlineData("localhost")]
    [InlineData("10.0.0.0/8;127.0.0.1")]
    [InlineData("10.0.0.0/33")]
    public void Setting_ThatNamesNoAddress_IsRefused(string setting) =>
        Assert.Equal(KnownProxies.Invalid, KnownProxies.Read(setting).Fault.Code);
}
