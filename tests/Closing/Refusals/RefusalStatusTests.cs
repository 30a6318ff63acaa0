using System.Reflection;
using Bookseal.Books.Runs;
using Bookseal.Closing.Refusals;
using Bookseal.Evidence;

namespace Bookseal.Closing.Tests.Refusals;

public sealed class RefusalStatusTests
{
    [Fact]
    public void RefusalStatus_EveryCodeOfTheDecider_HasAStatus() =>
        Assert.Empty(
            typeof(Refusal)
                .GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => (string)field.GetRawConstantValue()!)
                .Except(RefusalStatus.Codes)
        );

    [Theory]
    [InlineData("CLOSE_AUTHORITY_DENIED", 3, 403)]
    [InlineData("BOOKS_NOT_FOUND", 3, 404)]
    [InlineData("PERIOD_CLOSED", 3, 409)]
    [InlineData("STORE_UNAVAILABLE", 1, 503)]
    [InlineData("USAGE", 64, 400)]
    public void RefusalStatus_KnownCode_HasItsExitCodeAndHttpStatus(string code, int exit, int http)
    {
        var fault = new Fault(code, "");
        Assert.Equal((exit, http), (RefusalStatus.ExitCodeOf(fault, 77), RefusalStatus.HttpStatusOf(fault, 777)));
    }

    [Fact]
    public void RefusalStatus_UnknownCode_EndsAsTheCallerSays() =>
        Assert.Equal(ExitCode.BadInput, RefusalStatus.ExitCodeOf(new Fault("ROW_INVALID", ""), ExitCode.BadInput));
}
