namespace Bookseal.Storage.Tests;

internal static class Refusal
{
    public static void Is<T>(string code, Result<T> result) =>
        Assert.Equal(code, result.IsOk ? "done" : result.Fault.Code);
}
