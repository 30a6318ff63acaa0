using Bookseal.Books.Company;
using Bookseal.Books.Keys;
using Bookseal.Books.Values;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Evidence;
using Bookseal.Storage.Keys;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Signing;

/// <summary>The chain of a release that enrolled no keys, and whatever is written to it first.</summary>
public sealed class FirstEnrolmentTests : IDisposable
{
    private static readonly PersonId Imani = SmallBooks.Controller;
    private static readonly PersonId Lea = QuorumBooks.SecondApprover.Id;
    private static readonly PersonId Greta = PersonId.Parse("greta").Value;
    private readonly TemporaryWorld _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Enrol_ManyKeys_TakesTheNewestOfEachUpToTheLimit()
    {
        var keys = new ManyKeys((null, 2), (Imani, 200), (Lea, 1));
        var services = await OpenAsync(keys);
        await services.SigningKeys.LogAsync(default);
        var roll = await services.Workspace.ReadRollAsync(default);
        Assert.Equal(Limits.FirstKeys, roll.Keys.Count);
        Assert.All(
            new PersonId?[] { null, Imani, Lea },
            person => Assert.Equal(keys.KeysOf(person)[0].Key, roll.Of(person).First().Key)
        );
        Assert.Equal((2, 1), (roll.Of(null).Count(), roll.Of(Lea).Count()));
    }

    [Fact]
    public async Task Enrol_CertifierWhoHasLeft_TakesTheKeyThatCertifiedAndNoOther()
    {
        var keys = new ManyKeys((null, 1), (Imani, 1), (Greta, 2));
        var certifiedWith = keys.KeysOf(Greta)[1].Key;
        var services = await OpenAsync(keys, OldChain.CertifiedBy(Greta, certifiedWith.KeyId));
        await services.SigningKeys.LogAsync(default);
        var enrolled = Assert.Single((await services.Workspace.ReadRollAsync(default)).Of(Greta));
        Assert.Equal((certifiedWith, null), (enrolled.Key, enrolled.Possession));
    }

    [Fact]
    public async Task CreateKey_AsTheFirstWrite_EnrolsTheKeysThatAreThereToo()
    {
        var services = await OpenAsync(new ManyKeys((null, 1), (Imani, 1)));
        var created = await services.Enrolment.CreateAsync(Lea, QuorumBooks.SecondApprover, false, null, default);
        Assert.True(created.Value.IsEnrolled);
        await EnrolledAsync(services, null, Imani, Lea);
    }

    [Fact]
    public async Task CreateKey_OfTheLogThatIsGone_EnrolsTheKeysThatAreThereToo()
    {
        var services = await OpenAsync(new ManyKeys((Imani, 1)));
        Assert.True((await services.Enrolment.CreateAsync(null, Actor.Agent, false, null, default)).Value.IsEnrolled);
        await EnrolledAsync(services, null, Imani);
    }

    /// <summary>Else the roll began with it, and what certified before were never enrolled.</summary>
    [Fact]
    public async Task CreateKey_WhereTheLogHasNone_IsRefused()
    {
        var services = await OpenAsync(new ManyKeys((Imani, 1)));
        var created = await services.Enrolment.CreateAsync(Lea, QuorumBooks.SecondApprover, false, null, default);
        Assert.Equal(KeyCode.NotFound, created.Fault.Code);
        Assert.Empty((await services.Workspace.ReadRollAsync(default)).Keys);
    }

    [Fact]
    public async Task ProposeTeam_AsTheFirstWrite_EnrolsTheKeysThatAreThere()
    {
        var services = await OpenAsync(new ManyKeys((null, 1), (Imani, 1)));
        var wanted = Governance.Of(SmallBooks.Read().Profile);
        Assert.True((await services.Teams.ProposeAsync(wanted, AdjustingDesk.Bookkeeper, default)).IsOk);
        await EnrolledAsync(services, null, Imani);
    }

    private static async Task EnrolledAsync(CloseServices services, params PersonId?[] persons)
    {
        var roll = await services.Workspace.ReadRollAsync(default);
        Assert.Equal(persons, roll.Keys.Select(key => key.Person));
        Assert.All(roll.Keys, key => Assert.True(key.IsProven(SmallBooks.Tenant)));
    }

    /// <param name="keys">Of the company with two approvers.</param>
    private async Task<CloseServices> OpenAsync(IKeyRing keys, Books.Runs.Events.Certified? certified = null)
    {
        var services = _temporary.World.Open(keys: keys);
        var by = certified ?? OldChain.CertifiedBy(Imani, "a key that is gone");
        await OldChain.WriteAsync(services, QuorumBooks.Read().Profile, by);
        return services;
    }
}
