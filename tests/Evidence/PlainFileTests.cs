namespace Bookseal.Evidence.Tests;

public sealed class PlainFileTests
{
    /// <summary>An argument that is left empty, by a script's unset variable is no bug.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData("/nowhere/at/all")]
    public void Open_APathOfNothing_IsUnreadable(string path) =>
        Assert.Equal("INPUT_UNREADABLE", PlainFile.Open(path).Fault.Code);
}
