"""Pages of services: agreements (office), activities (office), and the member's and unit contact's own."""
