using System.Net;
using System.Net.Sockets;

namespace Bookseal.Closing.Notifications.Channels;

/// <summary>
/// Where this program connects to: hosts that the operator named, at addresses of the public internet. The address is
/// judged when it is connected to, so that a name that resolves to something else a moment later reaches nothing.
/// </summary>
public sealed class HostGuard(IReadOnlyList<string> allowedHosts, bool allowsLoopback)
{
    public const string HostRefused = "HOST_NOT_ALLOWED";
    public const string AddressRefused = "ADDRESS_NOT_ALLOWED";

    /// <summary>Of IPv4, what is not the public internet: RFC 6890 and multicast.</summary>
    private static readonly IPNetwork[] Special =
    [
        .. (
            (string[])
                [
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3",
                ]
        ).Select(IPNetwork.Parse),
    ];

    /// <summary>Of IPv6 all that is global unicast is public, but for documentation and what carries an IPv4.</summary>
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] SpecialV6 =
    [
        IPNetwork.Parse("2001::/23"),
        IPNetwork.Parse("2001:db8::/32"),
        IPNetwork.Parse("2002::/16"),
        IPNetwork.Parse("3fff::/20"),
    ];

    /// <summary>For one of a host's addresses: time is left for the others.</summary>
    internal TimeSpan AddressTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>From a name to its addresses.</summary>
    internal Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>Where the operator names hosts, for whoever is refused one.</summary>
    public string ListedIn { get; init; } = $"'allowed_hosts' of {NotificationSettings.FileName}";

    public Fault? CheckHost(string host) =>
        allowedHosts.Contains(host, StringComparer.OrdinalIgnoreCase)
            ? null
            : new(HostRefused, $"{host} is not in {ListedIn}");

    /// <summary>Null for an address that may be connected to.</summary>
    public Fault? CheckAddress(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return IsPublic(plain) || (allowsLoopback && IPAddress.IsLoopback(plain))
            ? null
            : new(AddressRefused, $"{plain} is no address of the public internet");
    }

    /// <summary>Whether plain text may go to this host: it stays on the machine.</summary>
    public bool IsLocal(string host) =>
        allowsLoopback
        && (
            host == "localhost"
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address))
        );

    /// <summary>A connection to the first of the host's addresses that may be connected to and answers.</summary>
    /// <exception cref="GuardRefusedException">The host, or every one of its addresses, is refused.</exception>
    /// <exception cref="SocketException">None that may be connected to answers.</exception>
    public async Task<Socket> ConnectAsync(string host, int port, CancellationToken cancel)
    {
        if (CheckHost(host) is { } refused)
            throw new GuardRefusedException(refused);
        var addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal)
            ? [literal]
            : await Resolve(host, cancel);
        var (refusal, failure) = ((Fault?)null, (SocketException?)null);
        foreach (var address in addresses)
        {
            if (CheckAddress(address) is { } fault)
            {
                refusal = fault;
                continue;
            }

            try
            {
                return await ConnectAsync(address, port, cancel);
            }
            catch (SocketException e)
            {
                failure = e;
            }
        }

        throw failure is null && refusal is not null
            ? new GuardRefusedException(refusal)
            : failure ?? new SocketException((int)SocketError.HostNotFound);
    }

    private async Task<Socket> ConnectAsync(IPAddress address, int port, CancellationToken cancel)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limited.CancelAfter(AddressTimeout);
        try
        {
            await socket.ConnectAsync(address, port, limited.Token);
            return socket;
        }
        catch (Exception e)
        {
            socket.Dispose();
            if (e is OperationCanceledException && !cancel.IsCancellationRequested)
                throw new SocketException((int)SocketError.TimedOut);
            throw;
        }
    }

    private static bool IsPublic(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork
            ? !Special.Any(network => network.Contains(address))
            : GlobalUnicast.Contains(address) && !SpecialV6.Any(network => network.Contains(address));
}

/// <summary>On the way through libraries that have no room for a fault.</summary>
public sealed class GuardRefusedException(Fault fault) : Exception(fault.ToString())
{
    public Fault Fault { get; } = fault;

    /// <summary>The refusal that a library wrapped into its own exception; null where it was something else.</summary>
    public static Fault? In(Exception? e) =>
        e switch
        {
            null => null,
            GuardRefusedException guard => guard.Fault,
            _ => In(e.InnerException),
        };
}
