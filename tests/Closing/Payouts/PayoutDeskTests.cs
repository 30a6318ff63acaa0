using Bookseal.Books.Payouts;
using Bookseal.Books.Values;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Notifications.Channels;
using Bookseal.Closing.Payouts;
using Bookseal.Closing.Tests.Notifications;
using Bookseal.Evidence;
using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Payouts;

public sealed class PayoutDeskTests
{
    private static readonly PayoutId Id = PayoutId.Parse("P-1").Value;
    private static readonly PayoutTerms Terms = PayoutTerms
        .Of("Rope Works", "DE02", new Money(12_000, Currency.Parse("USD").Value), "INV-7")
        .Value;

    [Theory]
    [InlineData(FaultMode.CrashBefore)]
    [InlineData(FaultMode.CrashAfter)]
    [InlineData(FaultMode.ReplyLost)]
    [InlineData(FaultMode.AwayBefore)]
    public async Task Payout_FaultAtAnyWrite_IsPaidOnce(FaultMode mode)
    {
        for (var write = 1; ; write++)
        {
            using var temporary = new TemporaryWorld();
            await ImportAsync(temporary.World);
            var (plan, provider) = (new FaultPlan(write, mode), new Provider());
            try
            {
                await PayAsync(temporary.World.Open(plan), provider);
            }
            catch (Exception e) when (e is SimulatedCrashException or StoreUnavailableException) { }

            if (!plan.HasStruck)
            {
                Assert.True(write > 5, $"{write} writes"); // created, approved, requested, answer kept, settled
                return;
            }

            var paid = await PayAsync(temporary.World.Open(), provider);
            Assert.Equal((PayoutStatus.Settled, 1), (paid.Status, paid.Attempts));
            Assert.Single(provider.Paid);
            await AssertChainAsync(temporary.World.Open());
        }
    }

    [Fact]
    public async Task Settlement_WhoseReplyIsLost_IsAskedAgainUnderTheSameKey()
    {
        using var temporary = new TemporaryWorld();
        await ImportAsync(temporary.World);
        await using var hook = await HookReceiver.OpenAsync();
        var secret = Path.Combine(temporary.World.Root, "secret");
        await File.WriteAllTextAsync(secret, "s3cret\n");
        var webhook = new SettlementWebhook(Settings(hook, secret), TimeProvider.System);
        var services = temporary.World.Open();
        await ApproveAsync(services);

        hook.Status = null;
        Assert.Equal(SettlementWebhook.Unknown, (await SettleAsync(services, webhook)).Fault.Code);
        hook.Status = 503;
        Assert.Equal(SettlementWebhook.Unknown, (await SettleAsync(services, webhook)).Fault.Code);
        hook.Status = 200;
        Assert.Equal(PayoutStatus.Settled, (await SettleAsync(services, webhook)).Value.Status);
        Assert.Equal(PayoutStatus.Settled, (await SettleAsync(services, webhook)).Value.Status);

        Assert.Equal(3, hook.Got.Count); // a settled one is not asked for again
        Assert.Single(hook.Got.Select(post => post.Headers["Idempotency-Key"]).Distinct());
        Assert.Single(hook.Got.Select(post => Digest.Of(post.Body)).Distinct());
        Assert.All(
            hook.Got,
            post =>
                Assert.Equal(
                    WebhookChannel.Sign(
                        "s3cret",
                        post.Headers[WebhookChannel.TimestampHeader],
                        Guid.Parse(post.Headers[WebhookChannel.IdHeader]),
                        post.Body
                    ),
                    post.Headers[WebhookChannel.SignatureHeader]
                )
        );
        await AssertChainAsync(services);
    }

    [Fact]
    public async Task Settlement_ThatIsRefused_IsKeptAndTheNextIsAnotherAttempt()
    {
        using var temporary = new TemporaryWorld();
        await ImportAsync(temporary.World);
        await using var hook = await HookReceiver.OpenAsync();
        var secret = Path.Combine(temporary.World.Root, "secret");
        await File.WriteAllTextAsync(secret, "s3cret\n");
        var webhook = new SettlementWebhook(Settings(hook, secret), TimeProvider.System);
        var services = temporary.World.Open();
        await ApproveAsync(services);
        hook.Status = 422;
        Assert.Equal("SETTLEMENT_REFUSED", (await SettleAsync(services, webhook)).Fault.Code);
        Assert.Equal(PayoutStatus.Approved, (await services.Payouts.FindAsync(Id, default))!.Status);
        hook.Status = 200;
        var settled = (await SettleAsync(services, webhook)).Value;
        Assert.Equal(2, settled.Attempts);
        Assert.Equal(2, hook.Got.Select(post => post.Headers["Idempotency-Key"]).Distinct().Count());
        Assert.True(
            File.Exists(
                Path.Combine(temporary.World.Root, "objects", "payouts", "acme", "answers", $"{settled.Answer}")
            )
        );
    }

    [Fact]
    public async Task Settlement_WhereTheOperatorAllowsNothing_AsksNobody()
    {
        using var temporary = new TemporaryWorld();
        await ImportAsync(temporary.World);
        await using var hook = await HookReceiver.OpenAsync();
        var secret = Path.Combine(temporary.World.Root, "secret");
        await File.WriteAllTextAsync(secret, "s3cret\n");
        var services = temporary.World.Open();
        await ApproveAsync(services);
        var settings = Settings(hook, secret);
        var strangers = new SettlementWebhook(settings with { AllowedHosts = [] }, TimeProvider.System);
        var refused = (await SettleAsync(services, strangers)).Fault;
        Assert.Equal(HostGuard.HostRefused, refused.Code);
        Assert.Contains("'allowed_hosts' of payouts.json", refused.Message, StringComparison.Ordinal);
        var nobody = new SettlementWebhook(PayoutSettings.None, TimeProvider.System);
        Assert.Equal("SETTLEMENT_NOT_CONFIGURED", (await SettleAsync(services, nobody)).Fault.Code);
        Assert.Empty(hook.Got);
    }

    private static PayoutSettings Settings(HookReceiver hook, string secret) =>
        PayoutSettings.None with
        {
            AllowedHosts = ["127.0.0.1"],
            AllowsLoopback = true,
            Webhook = new(hook.Url, null, new(null, secret)),
        };

    private static async Task ImportAsync(World world) =>
        Assert.True(
            (await world.Open().Importer.ImportAsync(SmallBooks.Read(), AdjustingDesk.Bookkeeper, default)).IsOk
        );

    private static async Task<Payout> PayAsync(CloseServices services, ISettlementProvider provider)
    {
        await ApproveAsync(services);
        return (await SettleAsync(services, provider)).Value;
    }

    private static async Task ApproveAsync(CloseServices services)
    {
        var create = new CreatePayout(Id, AdjustingDesk.Bookkeeper, Terms, ApprovalTier.Usual);
        Assert.True((await services.Payouts.ExecuteAsync(create, default)).IsOk);
        var approve = new ApprovePayout(Id, AdjustingDesk.Controller);
        Assert.True((await services.Payouts.ExecuteAsync(approve, default)).IsOk);
    }

    private static Task<Result<Payout>> SettleAsync(CloseServices services, ISettlementProvider provider) =>
        services.Payouts.SettleAsync(Id, AdjustingDesk.Controller, provider, default);

    private static async Task AssertChainAsync(CloseServices services)
    {
        var audit = await services.Audit.VerifyAsync(default);
        Assert.True(audit.IsGood, audit.ToJson().ToString());
        Assert.Empty(await services.Audit.RebuildAsync(default));
    }

    /// <summary>Pays once for each key, as a provider does.</summary>
    private sealed class Provider : ISettlementProvider
    {
        public HashSet<Guid> Paid { get; } = [];

        public Task<Result<string>> CheckAsync(CancellationToken cancel) =>
            Task.FromResult<Result<string>>("bank.test");

        public Task<Result<SettlementAnswer>> SettleAsync(Payout payout, Guid key, CancellationToken cancel)
        {
            Paid.Add(key);
            return Task.FromResult<Result<SettlementAnswer>>(new SettlementAnswer(true, 200, "{}"u8.ToArray()));
        }
    }
}
