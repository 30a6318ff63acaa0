using System.CommandLine;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Serving;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Payouts;
using Bookseal.Closing.Refusals;
using Bookseal.Web.Callers;

namespace Bookseal.Cli.Commands;

/// <summary><c>bookseal serve [--urls URL]</c>: Ops Center and the HTTP API, of all companies of a store.</summary>
internal static class ServeCommand
{
    private static readonly Option<string> Urls = new("--urls")
    {
        Description = "Where to listen, on this machine's own addresses only",
        DefaultValueFactory = _ => "http://localhost:7071",
    };

    public static Command Create()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("serve", "Answer the HTTP API and show Ops Center on this machine")
        {
            directory,
            Urls,
        };
        command.SetAction((parse, cancel) => RunAsync(parse, parse.GetValue(directory), cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, string? directory, CancellationToken cancel)
    {
        var terminal = new Terminal(parse.GetValue(CommonOptions.Json));
        if (!ServeAddress.Parse(parse.GetValue(Urls)!).TryGet(out var address, out var fault))
            return terminal.Fail(fault, ExitCode.Usage);
        if (!Session.OpenClock(parse).TryGet(out var clock, out fault))
            return terminal.Fail(fault, ExitCode.Usage);
        if (!FindData(parse, directory).TryGet(out var data, out fault))
            return terminal.Fail(fault, ExitCode.BadInput);
        if (!BooksStore.Open(parse, data, clock).TryGet(out var store, out fault))
            return terminal.Fail(fault, ExitCode.BadInput);
        var readTiers = TenantTiers.Read(Environment.GetEnvironmentVariable(TenantTiers.Variable));
        if (!readTiers.TryGet(out var tiers, out fault))
            return terminal.Fail(fault);
        var readProxies = KnownProxies.Read(Environment.GetEnvironmentVariable(KnownProxies.Variable));
        if (!readProxies.TryGet(out var proxies, out fault))
            return terminal.Fail(fault, ExitCode.Usage);
        // The address of a vault is judged before anybody waits for it.
        if (!KeyRings.Open(parse, data.Path, TenantId.Parse("check").Value).TryGet(out var checkedKeys, out fault))
            return terminal.Fail(fault, ExitCode.BadInput);
        checkedKeys.Dispose();
        var payouts = await PayoutSettings.ReadAsync(Path.Combine(data.Path, PayoutSettings.FileName), cancel);
        if (!payouts.IsOk)
            return terminal.Fail(payouts.Fault, ExitCode.BadInput);
        using var tenants = new Tenants(
            store.Backend,
            tenant => KeyRings.Open(parse, data.Path, tenant).Value,
            clock,
            payouts: payouts.Value,
            log: ProgramLog.OfServer
        );
        var hasKeyFiles = parse.GetValue(CommonOptions.Keys) is not { Length: > 0 };
        var served = new Served(tenants, tiers, clock, ProgramLog.OfServer, hasKeyFiles)
        {
            Folder = store.Account is null ? data.Path : null,
            Proxies = proxies,
        };
        return await Server.RunAsync(address, served, store.Place, terminal, cancel);
    }

    /// <summary>With a books directory its data are found as by every command; all companies there are.</summary>
    private static Result<DataFolder> FindData(ParseResult parse, string? directory)
    {
        if (directory is null)
            return Session.FindData(parse, null);
        if (!Session.Open(parse, directory).TryGet(out var session, out var fault))
            return fault;
        using (session)
            return session.Data;
    }
}
