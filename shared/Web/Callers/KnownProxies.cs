using System.Net;
using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Callers;

/// <summary>
/// Where a request comes from, said by the proxies that an operator names: each writes behind what it was told whom it
/// was told it by. What stands before the first who is none of them is anybody's word.
/// </summary>
public sealed class KnownProxies
{
    public const string Variable = "BOOKSEAL_PROXIES";
    public const string Invalid = "PROXIES_INVALID";
    private const string Header = "X-Forwarded-For";
    private readonly IReadOnlyList<IPNetwork> _networks;

    private KnownProxies(IReadOnlyList<IPNetwork> networks) => _networks = networks;

    public static KnownProxies None { get; } = new([]);

    /// <summary>Addresses and networks, with commas: <c>127.0.0.1, 10.0.0.0/8, fd00::/8</c>.</summary>
    public static Result<KnownProxies> Read(string? setting)
    {
        var networks = new List<IPNetwork>();
        foreach (var named in Parts(setting ?? ""))
            if (IPAddress.TryParse(named, out var address) && IsWhole(address, named))
                networks.Add(new(address, address.GetAddressBytes().Length * 8));
            else if (IPNetwork.TryParse(named, out var network))
                networks.Add(network);
            else
                return new Fault(Invalid, $"{new JsonString(named)} is no address and no network such as 10.0.0.0/8");
        return new KnownProxies(networks);
    }

    /// <summary>From the last to the first, as far as each is one of them.</summary>
    public string AddressOf(HttpContext context)
    {
        var from = Plain(context.Connection.RemoteIpAddress);
        var said = Parts(string.Join(',', context.Request.Headers[Header].ToArray()));
        for (var i = said.Length - 1; i >= 0 && from is not null && IsKnown(from); i--)
        {
            if (!IPEndPoint.TryParse(said[i], out var before)) // some write the port, too
                break;
            from = Plain(before.Address);
        }

        return $"{from}";
    }

    /// <summary>"10" is read as an address, too.</summary>
    private static bool IsWhole(IPAddress address, string named) => named.Contains(':') || $"{address}" == named;

    private bool IsKnown(IPAddress address) => _networks.Any(network => network.Contains(address));

    /// <summary>A socket of both families writes addresses of the one as such of the other.</summary>
    private static IPAddress? Plain(IPAddress? address) =>
        address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;

    private static string[] Parts(string text) =>
        text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
