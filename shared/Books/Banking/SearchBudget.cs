namespace Bookseal.Books.Banking;

/// <summary>How much a search may look at: hostile files end it, honest ones never meet the limit.</summary>
internal sealed class SearchBudget(long steps)
{
    private long _left = steps;

    /// <summary>Something was not looked at.</summary>
    public bool IsUsedUp { get; private set; }

    /// <summary>False once it is used up.</summary>
    public bool Spend(long steps)
    {
        if (_left < steps)
        {
            IsUsedUp = true;
            return false;
        }

        _left -= steps;
        return true;
    }
}
