using Bookseal.Books.Company;
using Bookseal.Books.Values;

namespace Bookseal.Web.Tests.Api;

/// <summary>A proof's verification by whoever keeps it, on its page.</summary>
public abstract class ProofPageContract(IApiHost host)
{
    private const string Proof = "/periods/2026-01/proof";

    [Fact]
    public async Task Verification_OfASealedProof_SaysWhatTheVerifierSays()
    {
        var company = await ApiCompany.CloseAsync(host);
        var auditor = await PageSession.BeginAsync(company, Role.Auditor);
        var before = (await company.Services.Workspace.ReadHeadAsync(default)).Head.Size;
        Assert.DoesNotContain(
            "What this site has found",
            (await auditor.GetAsync(Proof)).Text,
            StringComparison.Ordinal
        );
        var page = await auditor.PostAsync($"{Proof}/verify");
        Assert.Equal(200, page.Status);
        Assert.Contains("Valid: the certificate follows from the inputs", page.Text, StringComparison.Ordinal);
        Assert.Contains("recomputed", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(">failed</span>", page.Text, StringComparison.Ordinal);
        Assert.Equal(before, (await company.Services.Workspace.ReadHeadAsync(default)).Head.Size);
    }

    [Fact]
    public async Task Verification_OfAnotherSessionOrOfAPeriodThatIsNotSeen_IsNotMade()
    {
        var company = await ApiCompany.CloseAsync(host);
        var auditor = await PageSession.BeginAsync(company, Role.Auditor);
        var foreign = await auditor.PostAsAsync($"{Proof}/verify", "", null);
        Assert.Contains("FORM_FOREIGN", foreign.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("What this site has found", foreign.Text, StringComparison.Ordinal);
        var february = await PageSession.BeginAsync(company, Role.Auditor, new PeriodCode(2026, 2));
        Assert.Equal(404, (await february.PostAsync($"{Proof}/verify")).Status);
        Assert.Equal(409, (await auditor.PostAsync("/periods/2026-02/proof/verify")).Status);
    }
}
