using Bookseal.Web.Tests.Api;

namespace Bookseal.Web.Tests.Kestrel;

public sealed class KestrelIdentityTests(KestrelHost host) : IdentityContract(host), IClassFixture<KestrelHost>;

public sealed class KestrelPlatformTests(PlatformHost host) : PlatformContract(host), IClassFixture<PlatformHost>;

/// <summary>A host that does not say that the platform is in front of it.</summary>
public sealed class ForgedPrincipalTests(KestrelHost host) : IClassFixture<KestrelHost>
{
    [Fact]
    public async Task Principal_ThatAnybodyMayHaveSent_IsAsIfItWereNotThere()
    {
        var company = await ApiCompany.ImportAsync(host, tenant: "signed-in");
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/gl/periods");
        request.Headers.Add("X-MS-CLIENT-PRINCIPAL", PlatformContract.AnybodyGood);
        var answer = await company.SendAsync(request, null);
        Assert.Equal((401, "TOKEN_MISSING"), (answer.Status, answer.Code));
        var page = new HttpRequestMessage(HttpMethod.Get, "/");
        page.Headers.Add("X-MS-CLIENT-PRINCIPAL", PlatformContract.AnybodyGood);
        Assert.Equal(303, (await company.SendAsync(page, null)).Status);
    }
}

public sealed class KestrelCorrelationTests(KestrelHost host) : CorrelationContract(host), IClassFixture<KestrelHost>;

public sealed class KestrelProofTests(KestrelHost host) : ProofContract(host), IClassFixture<KestrelHost>;

public sealed class KestrelExportTests(KestrelHost host) : ExportContract(host), IClassFixture<KestrelHost>;

public sealed class KestrelCostTests(KestrelHost host) : CostContract(host), IClassFixture<KestrelHost>;

public sealed class KestrelPayoutTests(KestrelHost host) : PayoutContract(host), IClassFixture<KestrelHost>;

public sealed class KestrelGlTests(KestrelHost host) : GlContract(host), IClassFixture<KestrelHost>;

public sealed class KestrelRunTests(KestrelHost host) : RunContract(host), IClassFixture<KestrelHost>;

public sealed class KestrelIfMatchTests(KestrelHost host) : IfMatchContract(host), IClassFixture<KestrelHost>;

public sealed class KestrelActTests(KestrelHost host) : ActContract(host), IClassFixture<KestrelHost>;

public sealed class KestrelSettingsTests(KestrelHost host) : SettingsContract(host), IClassFixture<KestrelHost>;

public sealed class KestrelIdempotencyTests(KestrelHost host) : IdempotencyContract(host), IClassFixture<KestrelHost>;

public sealed class KestrelJournalTests(KestrelHost host) : JournalContract(host), IClassFixture<KestrelHost>;

public sealed class KestrelEntryTests(KestrelHost host) : EntryContract(host), IClassFixture<KestrelHost>;

public sealed class KestrelAuditTests(KestrelHost host) : AuditContract(host), IClassFixture<KestrelHost>;

public sealed class KestrelImportTests(KestrelHost host) : ImportContract(host), IClassFixture<KestrelHost>;

public sealed class KestrelPageTests(KestrelHost host) : PageContract(host), IClassFixture<KestrelHost>;

public sealed class KestrelChartPageTests(KestrelHost host) : ChartPageContract(host), IClassFixture<KestrelHost>;

public sealed class KestrelCompanyPageTests(KestrelHost host) : CompanyPageContract(host), IClassFixture<KestrelHost>;

public sealed class KestrelTeamPageTests(KestrelHost host) : TeamPageContract(host), IClassFixture<KestrelHost>;

public sealed class KestrelProofPageTests(KestrelHost host) : ProofPageContract(host), IClassFixture<KestrelHost>;

public sealed class KestrelWaiverPageTests(KestrelHost host) : WaiverPageContract(host), IClassFixture<KestrelHost>;

public sealed class KestrelCostAccrualPageTests(KestrelHost host)
    : CostAccrualPageContract(host),
        IClassFixture<KestrelHost>;

public sealed class KestrelEntryPageTests(KestrelHost host) : EntryPageContract(host), IClassFixture<KestrelHost>;

public sealed class KestrelExceptionPageTests(KestrelHost host)
    : ExceptionPageContract(host),
        IClassFixture<KestrelHost>;

public sealed class KestrelBankPageTests(KestrelHost host) : BankPageContract(host), IClassFixture<KestrelHost>;

public sealed class KestrelAdjustmentPageTests(KestrelHost host)
    : AdjustmentPageContract(host),
        IClassFixture<KestrelHost>;

public sealed class KestrelCompaniesPageTests(KestrelHost host)
    : CompaniesPageContract(host),
        IClassFixture<KestrelHost>;

public sealed class KestrelSignInTests(KestrelHost host) : SignInContract(host), IClassFixture<KestrelHost>;
