using System.CommandLine;
using System.Globalization;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Closing;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Notifications.Channels;
using Bookseal.Closing.Payouts;
using Bookseal.Closing.Sources;
using Bookseal.Import.BooksDirectory;
using Bookseal.Storage.Company;
using Bookseal.Storage.Keys;
using Bookseal.Storage.Resilience;

namespace Bookseal.Cli.Sessions;

/// <summary>What a command works with: the company that it was called for, its services, its keys.</summary>
internal sealed class Session : IDisposable
{
    public const string CompanyMissing = "COMPANY_MISSING";

    private Session(
        (TenantId Tenant, DirectoryInfo? Books) company,
        DataFolder data,
        BooksStore store,
        IKeyRing keys,
        CloseServices services
    ) =>
        (Tenant, BooksDirectory, Data, Store, Keys, Services) = (
            company.Tenant,
            company.Books,
            data,
            store,
            keys,
            services
        );

    public TenantId Tenant { get; }

    /// <summary>Null when the command was called with <c>--tenant</c>.</summary>
    public DirectoryInfo? BooksDirectory { get; }

    public DataFolder Data { get; }

    public BooksStore Store { get; }

    public IKeyRing Keys { get; }

    public CloseServices Services { get; }

    /// <param name="company">Whose session it is where the command names neither directory nor company.</param>
    public static Result<Session> Open(ParseResult parse, string? directory, TenantId? company = null)
    {
        if (!OpenClock(parse).TryGet(out var clock, out var fault))
            return fault;
        if (!FindTenant(parse, directory, company).TryGet(out var found, out fault))
            return fault;
        var pointer = found.Books is { } books ? DataPointer.Of(books.FullName, found.Tenant) : null;
        if (!FindData(parse, pointer).TryGet(out var data, out fault))
            return fault;
        if (!BooksStore.Open(parse, data, clock).TryGet(out var store, out fault))
            return fault;
        if (!KeyRings.Open(parse, data.Path, found.Tenant).TryGet(out var keys, out fault))
            return fault;
        var workspace = new Workspace(store.Backend, keys, found.Tenant, clock)
        {
            Place = store.Place,
            Log = ProgramLog.Current,
        };
        var access = SourceAccess.OfMachine(found.Books, Path.Combine(data.Path, NotificationSettings.FileName));
        var payouts = Path.Combine(data.Path, PayoutSettings.FileName);
        var services = new CloseServices(
            workspace,
            access,
            readPayoutSettings: cancel => PayoutSettings.ReadAsync(payouts, cancel)
        );
        return new Session(found, data, store, keys, services);
    }

    public static Result<DataFolder> FindData(ParseResult parse, DataPointer? pointer) =>
        DataFolder.Resolve(
            new(
                parse.GetValue(CommonOptions.Data),
                Environment.GetEnvironmentVariable("BOOKSEAL_DATA"),
                pointer,
                Environment.CurrentDirectory
            )
        );

    /// <summary>
    /// Who does what only one person can have meant: the one of <c>--as</c>, or the only one whose role is enough.
    /// Where several could, <c>PERSON_NEEDED</c> lists them.
    /// </summary>
    public static Result<Actor> FindActor(ParseResult parse, IReadOnlyList<Person> team, Role role)
    {
        if (parse.GetValue(CommonOptions.As) is not null)
            return FindNamed(parse, team).Map(person => Actor.Of(person, isUnattended: false));
        List<Person> able = [.. team.Where(person => person.Role >= role)];
        return able.Count switch
        {
            0 => new Fault(Refusal.AuthorityDenied, $"nobody in the team is {role.Text()}"),
            1 => Actor.Of(able[0], isUnattended: false) with { IsAssumed = true },
            _ => new Fault(
                Refusal.PersonNeeded,
                $"say with --as who you are; {string.Join(", ", able.Select(person => person.Id))} could do this"
            ),
        };
    }

    private static Result<Person> FindNamed(ParseResult parse, IReadOnlyList<Person> team)
    {
        var name = parse.GetValue(CommonOptions.As)!;
        var known = PersonId.Parse(name).Map(id => team.FirstOrDefault(person => person.Id == id));
        return known.IsOk && known.Value is { } person
            ? person
            : new Fault(
                Refusal.PersonUnknown,
                $"'{name}' is not in the team; it has {string.Join(", ", team.Select(member => member.Id))}"
            );
    }

    /// <summary>The person of <c>--as</c>; without it the first of the team whose role is just enough.</summary>
    public static Result<Person> FindPerson(ParseResult parse, CompanyProfile profile, Role role)
    {
        if (parse.GetValue(CommonOptions.As) is not null)
            return FindNamed(parse, profile.Team);
        var fitting = profile.Team.Where(person => person.Role >= role).OrderBy(person => person.Role).FirstOrDefault();
        return fitting is not null
            ? fitting
            : new Fault(Refusal.AuthorityDenied, $"nobody in the team is {role.Text()}");
    }

    public Task<Result<MasterData>> ReadMasterDataAsync(CancellationToken cancel) =>
        Services.Workspace.ReadMasterDataAsync(cancel);

    /// <summary>The profile as the books directory has it; with <c>--tenant</c> as it was imported.</summary>
    public async Task<Result<CompanyProfile>> ReadProfileAsync(CancellationToken cancel) =>
        BooksDirectory is { } directory
            ? BooksReader.ReadProfile(
                await File.ReadAllBytesAsync(Path.Combine(directory.FullName, BooksFiles.Profile), cancel)
            )
            : (await ReadMasterDataAsync(cancel)).Map(master => master.Profile);

    public void Dispose() => Keys.Dispose();

    private static Result<(TenantId Tenant, DirectoryInfo? Books)> FindTenant(
        ParseResult parse,
        string? directory,
        TenantId? company
    )
    {
        if (parse.GetValue(CommonOptions.Tenant) is { } name)
            return TenantId.Parse(name).Map(tenant => (tenant, (DirectoryInfo?)null));
        if (directory is null && company is { } only)
            return (only, (DirectoryInfo?)null);
        if (directory is null)
            return new Fault(CompanyMissing, "name the company: its books directory, or --tenant");
        var profile = Path.Combine(directory, BooksFiles.Profile);
        if (!File.Exists(profile))
            return new Fault(
                "FILE_MISSING",
                $"{profile} does not exist; 'bookseal init {directory} --tenant T --currency USD' makes one"
            );
        if (!PlainFile.Is(profile))
            return PlainFile.Refuse(profile);
        return BooksReader
            .ReadProfile(File.ReadAllBytes(profile))
            .Map(read => (read.Tenant, (DirectoryInfo?)new DirectoryInfo(directory)));
    }

    public static Result<TimeProvider> OpenClock(ParseResult parse)
    {
        if (parse.GetValue(CommonOptions.Now) is not { } text)
            return TimeProvider.System;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var now)
            ? new PinnedClock(now)
            : new Fault("INSTANT_INVALID", $"--now takes an instant such as 2026-02-03T09:00:00Z, not '{text}'");
    }
}
