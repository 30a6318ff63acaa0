namespace Bookseal.Storage.Tests.Azure;

/// <summary>Content that cannot be read twice.</summary>
internal sealed class OnceOnlyStream(byte[] content) : MemoryStream(content)
{
    public override bool CanSeek => false;
}
