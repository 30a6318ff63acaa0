namespace Bookseal.Web.Tests.Api;

/// <summary>Every answer says what its request is called.</summary>
public abstract class CorrelationContract(IApiHost host)
{
    private const string Header = "X-Correlation-Id";
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    [Theory]
    [InlineData("order-17_a.b", "order-17_a.b")]
    [InlineData("two words", Trace)]
    [InlineData("<script>", Trace)]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345", Trace)]
    public async Task Answer_ToANamedRequest_HasItsNameWhereThatIsPlain(string named, string expected)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/proofs");
        request.Headers.TryAddWithoutValidation(Header, named);
        request.Headers.TryAddWithoutValidation("traceparent", $"00-{Trace}-b7ad6b7169203331-01");
        var company = await ApiCompany.ImportAsync(host);
        var answer = await company.SendAsync(request, token: null);
        Assert.Equal((401, expected), (answer.Status, answer.Header(Header)));
        Assert.Equal(expected, answer.Json.TextOf("correlation_id"));
    }

    [Fact]
    public async Task Answer_ToARequestWithoutAName_HasOneOfItsOwn()
    {
        var company = await ApiCompany.ImportAsync(host);
        var first = (await company.GetAsync("/healthz", token: null)).Header(Header);
        var second = (await company.GetAsync("/healthz", token: null)).Header(Header);
        Assert.Matches("^[0-9a-f]{32}$", first);
        Assert.NotEqual(first, second);
    }
}
