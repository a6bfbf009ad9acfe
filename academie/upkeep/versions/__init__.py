"""What readers may know of earlier versions, and the mail to who saved an item."""
