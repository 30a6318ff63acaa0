using Bookseal.Books.Calendars;
using Bookseal.Books.Company;
using Bookseal.Books.Proof;
using Bookseal.Books.Proof.Trust;
using Bookseal.Books.Proof.Verification;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Hosting;
using Bookseal.Evidence;
using Bookseal.Evidence.Json;
using Bookseal.Storage.Proofs;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Lifecycle;

/// <summary>The small company, which asks for no separation of duties, so that one call closes its months.</summary>
internal static class DirectWorld
{
    public const string Advisory = "\"segregation\":\"advisory\"";
    public const string Reason = "Month-end close";

    /// <summary>Who calls looks; what the close says of that is for the tests to see.</summary>
    public static Actor Caller { get; } = AdjustingDesk.Controller with { IsUnattended = false };

    public static Task<Result<DirectOutcome>> CallAsync(
        CloseServices services,
        PeriodCode period,
        Actor? caller = null,
        string? closedBy = null
    ) => services.Direct.CloseAsync(period, caller ?? Caller, closedBy, Reason, default);

    /// <summary>As far as a call comes that dies when it has begun.</summary>
    public static async Task BeginOnlyAsync(CloseServices services, PeriodCode period)
    {
        var master = (await services.Workspace.ReadMasterDataAsync(default)).Value;
        var today = services.Workspace.Today(master.Profile);
        var initiation = CloseInitiation.Manual(period, null, ClosePriority.Normal, today, master.Profile.BusinessDays);
        var beginning = new RunBeginning(services.Workspace, services.Reader, new ChecklistOfPeriod(services.Reader));
        await services.Enrolment.CreateAsync(PersonId.System, Caller, false, null, default);
        var begun = await services.Runs.ExecuteAsync(
            period,
            _ => beginning.MakeAsync(Caller, initiation.Value, new DirectRequest(Reason, null), default),
            default
        );
        Assert.True(begun.IsOk, begun.IsOk ? "" : begun.Fault.ToString());
    }

    public static async Task<JsonObject> CertificateAsync(CloseServices services, CloseRun run) =>
        JsonText
            .ParseObject(await services.Workspace.Proofs.ReadAsync(Location(run), BagLayout.Certificate, default))
            .Value;

    public static Task<VerificationReport> VerifyAsync(CloseServices services, CloseRun run, TrustPolicy? trust) =>
        ProofVerifier.VerifyAsync(services.Workspace.Proofs.Bag(Location(run)), trust, default);

    /// <summary>What the company's auditor pins, who takes closes with one call.</summary>
    public static async Task<TrustPolicy> TrustAsync(CloseServices services)
    {
        var roll = await services.Workspace.ReadRollAsync(default);
        return new(
            SmallBooks.Tenant,
            1,
            true,
            services.Workspace.LogOrigin,
            [.. roll.Of(null).Select(key => key.Key)],
            [
                Signer(SmallBooks.Controller, Role.Approver, TrustedSigner.Personal),
                Signer(PersonId.System, Role.Preparer, TrustedSigner.Service),
            ]
        )
        {
            AcceptDirect = true,
        };

        TrustedSigner Signer(PersonId person, Role role, string custody) =>
            new(person, person.ToString(), role, custody, roll.Of(person).First().Key, null, null);
    }

    private static ProofLocation Location(CloseRun run) => new(run.Tenant, run.Period, run.Proof!.ProofId);
}
